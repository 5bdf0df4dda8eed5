-- Results into prose, notebook cells into blocks, tables out of data, closing sections at the end.
-- An unknown result, a missing figure or an output of unknown kind stops the build. What differs between formats is
-- kept as it is, for format.lua: citations are set once in between.

-- Markdown of ours: nothing in it is raw HTML, TeX or Typst.
local PROSE = "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars-latex_macros-markdown_in_html_blocks"

local report, results, rows, evidence, texts, filled = "", {}, {}, {}, {}, {}

local function fail(message)
  io.stderr:write("report.lua: " .. message .. "\n")
  os.exit(1)
end

local function text_of(value)
  return value and pandoc.utils.stringify(value) or ""
end

local function contents(path)
  local file = io.open(path, "rb") or fail("cannot read " .. path)
  local text = file:read("a")
  file:close()
  return text
end

local function read_meta(meta)
  report = text_of(meta.report)
  if meta.results then
    results = pandoc.json.decode(contents(text_of(meta.results)), false)
  end
  if meta.rows then
    rows = pandoc.json.decode(contents(text_of(meta.rows)), false)
  end
  if meta.tables then
    evidence = pandoc.json.decode(contents(text_of(meta.tables)), false)
  end
  if meta.texts then
    texts = pandoc.json.decode(contents(text_of(meta.texts)), false)
  end
end

-- A text that others wrote, which format.lua puts in as each format takes it.
local function text(value, about)
  return pandoc.Span({ pandoc.Str(value) }, pandoc.Attr("", { "kept-text" }, about or {}))
end

-- A number that leads to its cells: format.lua makes a link of it.
local function number(value, about)
  return pandoc.Span({ pandoc.Str(value) }, pandoc.Attr("", { "kept-text", "kept-number" }, about))
end

-- A result with a link for each number in it: a name is none, and words around a number are none of it.
local function of_result(name, result)
  local about = { { "href", result.href }, { "result", report .. "/" .. name }, { "name", name } }
  for _, key in ipairs({ "label", "n", "unit", "corrections" }) do
    if result[key] ~= "" then
      about[#about + 1] = { key, result[key] }
    end
  end
  return pandoc.List(result.pieces):map(function(piece)
    return piece.number and number(piece.text, about) or text(piece.text)
  end)
end

-- The result that a span stands for, if it is one of those that prose.py makes of `{name}`.
local function result_of(span)
  if not span.classes:includes("result") then
    return nil
  end
  local name = span.identifier
  filled[name] = (filled[name] or 0) + 1
  return results[name] or fail("no result “" .. name .. "” in " .. report .. "; see processed/reports/" .. report .. "/results.parquet")
end

-- What stood in a formula, in an address or in an indented block is no span.
local function complete()
  for name, result in pairs(results) do
    local seen = filled[name] or 0
    if seen ~= result.times then
      local counted = string.format("{%s} stands %d times in the Markdown of %s, and %d times a text was put in. ", name, result.times, report, seen)
      fail(counted .. "A result cannot stand in a formula, an address or an indented block, and {" .. name .. "} is the only way to write it.")
    end
  end
end

local function fill(span)
  if span.classes:includes("text") then
    return text(texts[span.identifier] or fail("no text “" .. span.identifier .. "”"))
  end
  local result = result_of(span)
  return result and of_result(span.identifier, result)
end

-- Markdown of a caption.
local function parse(prose)
  return pandoc.read(prose, PROSE):walk({ Span = fill }).blocks
end

-- Where a row of a table stands in the annex: by itself where the rows of its table are listed there, else with the table.
local function place(identifier, row)
  local behind = evidence[identifier]
  local number = row and string.format("%d", row) or ""
  return behind and "rows-" .. (behind.rows[number] and number .. "-" or "") .. identifier
end

-- A number of a table, which leads to the cells of its row; a text where there is no such row.
local function of_row(words, row, found)
  local behind = row and rows[string.format("%s/%d", found.frame, row)]
  if not behind then
    return text(words)
  end
  return number(words, { { "href", behind.href }, { "place", place(found.identifier, row) or "" } })
end

local function run(part, row, found)
  if part.number then
    return of_row(part.text, part.place or row, found)
  elseif part.cite then
    return pandoc.Cite({ pandoc.Str("@" .. part.cite) }, { pandoc.Citation(part.cite, "AuthorInText") })
  elseif part.link then
    return pandoc.Link({ text(part.text) }, part.link)
  elseif part.code then
    return pandoc.Code(part.text)
  end
  return text(part.text)
end

local function blocks(runs, row, found)
  local function made(part)
    return run(part, row, found)
  end
  return #runs == 0 and pandoc.Blocks({}) or pandoc.Blocks({ pandoc.Plain(pandoc.List(runs):map(made)) })
end

-- The table that workflow/compendium/report/table.py describes.
local function tabular(json)
  local found = pandoc.json.decode(json, false)
  local sides, widths, heads, lines = {}, {}, {}, {}
  for i, column in ipairs(found.columns) do
    sides[i] = column.side == "right" and pandoc.AlignRight or pandoc.AlignLeft
    widths[i], heads[i] = column.width, pandoc.Blocks({ pandoc.Plain({ text(column.head) }) })
  end
  for i, row in ipairs(found.rows) do
    lines[i] = pandoc.List(row):map(function(runs)
      return blocks(runs, found.numbers and found.numbers[i], found)
    end)
  end
  local made = pandoc.utils.from_simple_table(pandoc.SimpleTable({}, sides, widths, heads, lines))
  made.caption = { long = { pandoc.Plain(pandoc.utils.blocks_to_inlines(parse(found.caption))) } }
  local headed = true -- a row begins with what it is about, where each does
  for _, row in ipairs(found.rows) do
    local words = ""
    for _, run_of in ipairs(row[1] or {}) do
      words = words .. run_of.text
    end
    headed = headed and words:match("%S") ~= nil
  end
  for _, body in ipairs(made.bodies) do
    body.row_head_columns = headed and 1 or 0
  end
  made.attr = pandoc.Attr(found.identifier, {}, { data = found.data })
  return made
end

local function figure(image)
  local about = image.attributes
  if not about.alt or not about.caption then
    fail("a figure of " .. report .. " has no alt text or no caption")
  end
  -- The drawing lies in the folder of the job, where pandoc has put it.
  local kept = { { "drawing", pandoc.path.filename(image.src) }, { "alt", about.alt }, { "data", about.data } }
  return { pandoc.Div(parse(about.caption), pandoc.Attr(about.identifier, { "kept-figure" }, kept)) }
end

-- Blocks of one output: its figure or its table.
local function shown(output)
  local found = {}
  output:walk({
    Image = function(image)
      found = figure(image)
    end,
    CodeBlock = function(code)
      if code.classes:includes("json") then
        found = { tabular(code.text) }
      end
    end,
  })
  if #found == 0 then
    fail("an output of " .. report .. " is neither a figure nor a table")
  end
  return found
end

local function cell(div)
  if not div.classes:includes("cell") then
    return nil
  end
  if div.classes:includes("markdown") then
    return div.content
  end
  local made = pandoc.List()
  for _, block in ipairs(div.content) do
    if block.t == "Div" and block.classes:includes("output") then
      made:extend(shown(block))
    end
  end
  return made
end

local function table_of(code)
  return code.classes:includes("table") and tabular(code.text) or nil
end

-- A sentence of words.py, with what it names in braces.
local function worded(meta, word, id)
  local about, rest = pandoc.Para({}), text_of(meta["word-" .. word])
  for before, name in rest:gmatch("([^{]*){([%w-]+)}") do
    about.content:insert(pandoc.Str(before))
    if name == "command" then
      about.content:insert(pandoc.Code("./reproduce trace " .. id))
    else
      local said = text(text_of(meta[name]))
      about.content:insert(name == "compendium" and pandoc.Emph({ said }) or said)
    end
  end
  about.content:insert(pandoc.Str(rest:match("[^}]*$")))
  return about
end

-- What stands in PDF and DOCX in the place of pages that light cells: the numbers of the text in the order in which
-- they appear, and the tables, each with the printed cells behind it.
local function annex(doc)
  local made, seen = pandoc.List(), {}
  local function lines(found)
    local told = pandoc.Inlines({})
    for _, place in ipairs(found.places) do
      told:extend({ text(place), pandoc.Str(". ") })
    end
    if found.corrections ~= "" then
      told:extend({ pandoc.Str(text_of(doc.meta["word-ledger"]) .. ": "), text(found.corrections), pandoc.Str(".") })
    end
    return told
  end
  doc:walk({
    traverse = "topdown",
    Span = function(span)
      local name = span.attributes.name
      if not span.classes:includes("kept-number") or not name or seen[name] then
        return nil
      end
      seen[name] = true
      local result = results[name]
      local said = result.label .. (result.unit ~= "" and ", " .. result.unit or "") .. (result.n ~= "" and ", n = " .. result.n or "")
      local short = result.short ~= "" and { pandoc.Strong({ text(result.short) }), pandoc.Str(" ") } or {}
      local head = pandoc.Inlines(short) .. pandoc.Inlines({ text(said), pandoc.Str(" ("), pandoc.Code(report .. "/" .. name), pandoc.Str("). ") })
      made:insert(pandoc.Div({ pandoc.Para(head .. lines(result)) }, pandoc.Attr("evidence-" .. name, { "annexed" })))
    end,
    Table = function(found)
      local behind = evidence[found.identifier]
      if behind and not seen[found.identifier] then
        seen[found.identifier] = true
        local head = pandoc.Inlines({ pandoc.Str(text_of(doc.meta["word-of-table"]) .. ": "), pandoc.Link({ text(text_of(found.caption.long)) }, "#" .. found.identifier), pandoc.Str(" ") })
        made:insert(pandoc.Div({ pandoc.Para(head .. lines(behind)) }, pandoc.Attr(place(found.identifier), { "annexed" })))
        for _, row in ipairs(behind.order) do
          local one = behind.rows[string.format("%d", row)]
          local about = pandoc.Inlines({ text(one.label), pandoc.Str(" ("), pandoc.Code(string.format("%s/%s/%d", report, behind.frame, row)), pandoc.Str("). ") })
          made:insert(pandoc.Div({ pandoc.Para(about .. lines(one)) }, pandoc.Attr(place(found.identifier, row), { "annexed" })))
        end
      end
    end,
  })
  if #made == 0 then
    return pandoc.Blocks({})
  end
  made:insert(1, worded(doc.meta, "annexed", "ID"))
  made:insert(1, pandoc.Header(1, pandoc.Inlines({ pandoc.Str(text_of(doc.meta["word-annex"])) }), pandoc.Attr("evidence")))
  return pandoc.Blocks({ pandoc.Div(made, pandoc.Attr("", { "only-print", "annex" })) })
end

local function version_note(meta)
  return pandoc.Blocks({ worded(meta, "note"), worded(meta, "trace", report .. "/NAME") })
end

-- How to cite: a text everywhere, and links that save a file, which format.lua leaves to HTML.
local function citation(meta)
  local function saved(name, suffix)
    return pandoc.Link(name, text_of(meta[name:lower()]), "", { download = report .. suffix })
  end
  local links = pandoc.Para({ saved("BibTeX", ".bib"), pandoc.Str(" · "), saved("RIS", ".ris") })
  return { pandoc.Para({ text(text_of(meta.citation)) }), pandoc.Div({ links }, pandoc.Attr("", { "only-html" })) }
end

function Pandoc(doc)
  read_meta(doc.meta)
  if doc.meta.closing then
    doc.blocks:extend(pandoc.read(contents(text_of(doc.meta.closing)), PROSE).blocks)
  end
  doc = doc:walk({ Div = cell }):walk({ CodeBlock = table_of }):walk({ Span = fill })
  complete()
  doc = doc:walk({
    Div = function(div)
      if div.classes:includes("version") then
        div.content = version_note(doc.meta)
        return div
      elseif div.classes:includes("citation") then
        div.content = citation(doc.meta)
        return div
      end
    end,
  })
  if not doc.meta.brief then
    doc.blocks:extend(annex(doc))
  end
  for _, name in ipairs({ "results", "rows", "tables", "closing", "texts", "bibtex", "ris" }) do
    doc.meta[name] = nil
  end
  return doc
end
