"""What is said of numbers of results: the predicates of headlines and of conditions in prose."""

# Of a number and another. What is unknown has none of them.
PREDICATES = {
    "above": lambda left, right: left > right,
    "below": lambda left, right: left < right,
    "not above": lambda left, right: left <= right,
    "not below": lambda left, right: left >= right,
    "equal": lambda left, right: left == right,
    "not equal": lambda left, right: left != right,
}
# Of a result alone: whether it has a number.
OF_ONE = {"known": lambda number: number is not None, "unknown": lambda number: number is None}
