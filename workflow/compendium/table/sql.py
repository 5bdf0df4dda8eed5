"""What a query may say: the tree that DuckDB parses it to holds nothing but what is listed here.

What is listed gives the same answer from the same tables on every run, and makes no text or list that is
much longer than what it is given. So no words are searched for: a name of a column or a text may be any.
"""

import json
from collections.abc import Collection, Iterator

import duckdb

LONGEST = 5_000  # characters of a query
MOST_TABLES = 64  # that a query reads, each as often as it is named, WITH included
NODES = {"SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE"}
FROM = {"BASE_TABLE", "SUBQUERY", "JOIN", "EXPRESSION_LIST", "EMPTY"}
JOINS = {"REGULAR", "NATURAL", "CROSS", "DEPENDENT"}
MODIFIERS = {"ORDER_MODIFIER", "LIMIT_MODIFIER", "DISTINCT_MODIFIER"}
CLASSES = {
    *("BETWEEN", "CASE", "CAST", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "FUNCTION", "LAMBDA"),
    *("OPERATOR", "STAR", "SUBQUERY", "TYPE", "WINDOW"),
}
TYPES = {
    *("bigint", "bool", "boolean", "char", "date", "dec", "decimal", "double", "float", "hugeint", "int", "int4"),
    *("int8", "integer", "list", "numeric", "real", "smallint", "string", "text", "timestamp", "tinyint", "varchar"),
}
FUNCTIONS = {
    # operators
    *("+", "-", "*", "/", "//", "%", "**", "^", "||", "~~", "!~~", "~~*", "!~~*", "~~~", "^@", "@>", "<@", "&&"),
    # numbers
    *("abs", "ceil", "ceiling", "exp", "floor", "greatest", "least", "ln", "log", "log10", "log2", "mod", "pow"),
    *("power", "round", "round_even", "sign", "sqrt", "trunc", "isfinite", "isinf", "isnan"),
    # texts
    *("ascii", "char_length", "character_length", "chr", "concat", "concat_ws", "contains", "ends_with", "instr"),
    *("lcase", "left", "len", "length", "lower", "ltrim", "position", "prefix", "regexp_extract", "regexp_full_match"),
    *("regexp_matches", "replace", "reverse", "right", "rtrim", "split", "split_part", "starts_with", "str_split"),
    *("string_split", "string_to_array", "strip_accents", "strpos", "substr", "substring", "suffix", "translate"),
    *("trim", "ucase", "unicode", "upper", "array_to_string"),
    # dates
    *("century", "date_diff", "date_part", "date_sub", "date_trunc", "datediff", "datepart", "datesub", "datetrunc"),
    *("day", "dayname", "dayofmonth", "dayofweek", "dayofyear", "decade", "isodow", "isoyear", "last_day"),
    *("make_date", "month", "monthname", "quarter", "strftime", "strptime", "try_strptime", "week", "weekday", "year"),
    *("to_days", "to_months", "to_weeks", "to_years", "add", "subtract", "multiply", "divide"),
    # lists
    *("array_concat", "array_contains", "array_distinct", "array_extract", "array_has", "array_has_all"),
    *("array_has_any", "array_length", "array_position", "array_slice", "array_sort", "array_unique", "flatten"),
    *("list_apply", "list_cat", "list_concat", "list_contains", "list_count", "list_distinct", "list_element"),
    *("list_extract", "list_filter", "list_has", "list_has_all", "list_has_any", "list_indexof", "list_intersect"),
    *("list_max", "list_min", "list_position", "list_reverse", "list_reverse_sort", "list_select", "list_slice"),
    *(
        "list_sort",
        "list_sum",
        "list_transform",
        "list_unique",
        "list_value",
        "list_where",
        "list_zip",
        "row",
        "unnest",
    ),
    # choices
    *("coalesce", "if", "ifnull", "nullif"),
    # aggregates whose answer no order changes
    *("avg", "bit_and", "bit_or", "bool_and", "bool_or", "corr", "count", "count_if", "count_star", "countif"),
    *("covar_pop", "covar_samp", "fsum", "kahan_sum", "mad", "max", "mean", "median", "min", "quantile"),
    *("quantile_cont", "quantile_disc", "skewness", "stddev", "stddev_pop", "stddev_samp", "sum", "var_pop"),
    *("var_samp", "variance"),
}
# Aggregates and windows whose answer follows the order of rows: they must say which.
ORDERED = {
    *("any_value", "arbitrary", "arg_max", "arg_min", "argmax", "argmin", "array_agg", "first", "group_concat", "last"),
    *("list", "listagg", "max_by", "min_by", "mode", "string_agg"),
    *("cume_dist", "dense_rank", "first_value", "lag", "last_value", "lead", "nth_value", "ntile", "percent_rank"),
    *("rank", "rank_dense", "row_number"),
}
CELLS = "cells"
COLLECTED = {"list", "array_agg"}
JOINED = {"flatten", "list_distinct", "list_concat", "list_cat", "array_concat", "array_distinct"}
# Words that DuckDB reads as functions of the clock or the user where no column has their name.
CLOCK = {
    *("current_catalog", "current_database", "current_date", "current_localtime", "current_localtimestamp"),
    *("current_role", "current_schema", "current_time", "current_timestamp", "current_user", "localtime"),
    *("localtimestamp", "session_user", "user"),
}
SAME = "only what gives the same answer on every run"


def refuse(connection: duckdb.DuckDBPyConnection, sql: str, tables: Collection[str]) -> str | None:
    """Why a text is no query of these tables that is bounded and gives the same answer on every run, or None."""
    if len(sql) > LONGEST:
        return f"{len(sql):,} characters, expected at most {LONGEST:,}"
    try:
        statements = connection.extract_statements(sql)
    except (duckdb.Error, ValueError) as error:
        return first_line(error)
    if len(statements) != 1:
        return f"{len(statements)} statements, expected one SELECT"
    if statements[0].type != duckdb.StatementType.SELECT:
        return f"a statement of the type {statements[0].type.name}, expected one SELECT"
    try:
        tree = _serialized(connection, sql)
        if tree["error"]:
            return f"a statement that is no plain SELECT: {tree['error_message']}"
        node = tree["statements"][0]["node"]
        return next(_faults(node, {name.lower() for name in tables}, set(_free(node))), None) or _size(node)
    except (duckdb.Error, ValueError) as error:
        return first_line(error)
    except RecursionError:
        return "is nested too deeply"


def tree(connection: duckdb.DuckDBPyConnection, sql: str) -> dict | None:
    """Tree of the first SELECT of a text, or None for what is none."""
    found = _serialized(connection, sql)
    return None if found["error"] else found["statements"][0]["node"]


def _serialized(connection: duckdb.DuckDBPyConnection, sql: str) -> dict:
    (text,) = connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone() or ("{}",)
    return json.loads(text)


def first_line(error: Exception) -> str:
    """What DuckDB says, without the lines that point into the query."""
    return str(error).split("\n")[0]


def _faults(node: object, tables: set[str], free: set[int]) -> Iterator[str]:
    """What a tree holds that is not listed; `free` are the lists that need no order."""
    if isinstance(node, list):
        for item in node:
            yield from _faults(item, tables, free)
    if not isinstance(node, dict):
        return
    if node.get("sample"):
        yield f"a sample (USING SAMPLE, TABLESAMPLE); {SAME}"
    if node.get("at_clause"):
        yield "a table at a time (AT); only tables as they are"
    if "cte_map" in node:
        yield from _of_select(node)
        for entry in node["cte_map"]["map"]:  # a name that WITH gives is that of a table from there on
            yield from _faults(entry["value"], tables, free)
            tables = tables | {entry["key"].lower()}
    elif "class" in node:
        yield from _of_expression(node, free)
    elif isinstance(node.get("type"), str):
        yield from _of_source(node, tables)
    for key, child in node.items():
        if key != "cte_map":
            yield from _faults(child, tables, free)


def _of_select(node: dict) -> Iterator[str]:
    """What a SELECT, or several joined by UNION, is and how its rows are cut."""
    if node["type"] not in NODES:
        yield f"{_words(node['type'])}; a query ends by itself, so nothing in it is recursive"
    kinds = {modifier["type"] for modifier in node["modifiers"]}
    if "LIMIT_MODIFIER" in kinds and "ORDER_MODIFIER" not in kinds:
        yield f"LIMIT or OFFSET without ORDER BY: which rows they leave is not said; {SAME}"
    if len(node.get("group_sets") or []) > 1:
        yield "several groupings (ROLLUP, CUBE, GROUPING SETS); plain GROUP BY alone"


def _of_source(node: dict, tables: set[str]) -> Iterator[str]:
    """A table after FROM, or what orders and cuts rows."""
    kind = node["type"]
    if kind == "TABLE_FUNCTION":
        name = node["function"]["function_name"]
        if name != "unnest":
            yield f"the table function {name}; only tidy tables, and unnest of a list"
    elif kind == "BASE_TABLE":
        name = node["table_name"]
        if node["schema_name"] or node["catalog_name"] or name.lower() not in tables:
            path = ".".join(node["qualified_name"]["path"])
            yield f"the table {path}, which is no tidy table that can be asked ({', '.join(sorted(tables))})"
    elif kind == "JOIN" and node["ref_type"] not in JOINS:
        yield f"a join of the kind {node['ref_type'].lower()}, which follows the order of rows"
    elif kind not in FROM | MODIFIERS | {"ORDER_DEFAULT", "ASCENDING", "DESCENDING"}:
        yield f"{_words(kind)}; only tidy tables, subqueries and joins"


def _of_expression(node: dict, free: set[int]) -> Iterator[str]:
    if node["class"] not in CLASSES:
        yield f"{_words(node['class'])}; it is not among what a query may hold"
    name = node.get("function_name", "").lower()
    if node.get("schema") or node.get("catalog"):
        yield f"the function {name or _words(node['class'])} of a schema; functions are named alone"
    if node["class"] in ("FUNCTION", "WINDOW") and name in ORDERED:
        ordered = node["orders"] if node["class"] == "WINDOW" else node["order_bys"]["orders"]
        if not ordered and id(node) not in free:
            yield f"{name} without ORDER BY: its answer follows the order of rows; {SAME}"
    elif node["class"] in ("FUNCTION", "WINDOW") and name not in FUNCTIONS:
        yield f"the function {name}; {SAME}, and nothing that grows without bound (docs/claims.md lists the functions)"
    if node["class"] == "COLUMN_REF" and len(node["column_names"]) == 1 and node["column_names"][0].lower() in CLOCK:
        yield f"{node['column_names'][0]}, which is of the day or the user; {SAME}"
    if node["class"] == "TYPE" and node["type_name"].lower() not in TYPES:
        yield f"the type {node['type_name']}; only texts, numbers, dates, and lists of them"


def _free(tree: object) -> Iterator[int]:
    """Lists of columns named `cells`, whose order is of no account: what they are collected into is sorted."""
    if isinstance(tree, list):
        for item in tree:
            yield from _free(item)
    elif isinstance(tree, dict):
        yield from (
            found for item in tree.get("select_list", []) if item.get("alias") == CELLS for found in _lists(item)
        )
        for value in tree.values():
            yield from _free(value)


def _lists(node: dict) -> Iterator[int]:
    name = node.get("function_name", "").lower()
    if name in COLLECTED:
        yield id(node)
    elif name in JOINED:
        for argument in node["arguments"]:
            yield from _lists(argument["expression"])


def _size(node: dict) -> str | None:
    """Why a query reads too much: what WITH names is read anew wherever it is named."""
    found = _read(node, {})
    return None if found <= MOST_TABLES else f"reads {found:,} tables, each as often as named; expected {MOST_TABLES}"


def _read(node: object, named: dict[str, int]) -> int:
    if isinstance(node, list):
        return sum(_read(item, named) for item in node)
    if not isinstance(node, dict):
        return 0
    if node.get("type") == "BASE_TABLE":
        return named.get(node["table_name"].lower(), 1)
    if "cte_map" in node:
        named = dict(named)
        for entry in node["cte_map"]["map"]:
            named[entry["key"].lower()] = max(1, _read(entry["value"], named))
        node = {key: value for key, value in node.items() if key != "cte_map"}
    return sum(_read(value, named) for value in node.values())


def _words(kind: str) -> str:
    """A kind of DuckDB's tree in words."""
    return kind.lower().removesuffix("_node").replace("_", " ").replace("cte", "WITH")
