-- What another report is about leads to that report where it is named: in prose, captions and tables, not in headings
-- and not within a link. A number that leads to its cells is none of a name.

local keys = {}

local function read(meta)
  local path = meta.names and pandoc.utils.stringify(meta.names)
  if path then
    local file = io.open(path, "rb")
    if not file then
      io.stderr:write("names.lua: cannot read " .. path .. "\n")
      os.exit(1)
    end
    keys = pandoc.json.decode(file:read("a"), false)
    file:close()
  end
end

-- The first name in a text from a place on: the longest of those that begin there, with no letter beside it.
local function first(value, from)
  local start, stop, found
  for name in pairs(keys) do
    local i, j = value:find(name, from, true)
    while i and (value:sub(i - 1, i - 1):match("[%w\128-\255]") or value:sub(j + 1, j + 1):match("[%w\128-\255]")) do
      i, j = value:find(name, j + 1, true)
    end
    if i and (not start or i < start or (i == start and j > stop)) then
      start, stop, found = i, j, name
    end
  end
  return start, stop, found
end

local function kept(value, like)
  return pandoc.Span({ pandoc.Str(value) }, pandoc.Attr("", like.classes, like.attributes))
end

local function linked(span)
  if not span.classes:includes("kept-text") then
    return nil
  elseif span.classes:includes("kept-number") then
    return span, false
  end
  local value = span.content[1] and span.content[1].text or ""
  local parts, from = pandoc.List(), 1
  local start, stop, name = first(value, from)
  if not start then
    return span, false
  end
  while start do
    if start > from then
      parts:insert(kept(value:sub(from, start - 1), span))
    end
    local text = pandoc.Span({ pandoc.Str(name) }, pandoc.Attr("", { "kept-text" }))
    parts:insert(pandoc.Link({ text }, keys[name] .. ".html"))
    from = stop + 1
    start, stop, name = first(value, from)
  end
  if from <= #value then
    parts:insert(kept(value:sub(from), span))
  end
  return parts, false
end

local function untouched(element)
  return element, false
end

function Pandoc(doc)
  read(doc.meta)
  doc.meta.names = nil
  if next(keys) then
    doc = doc:walk({ traverse = "topdown", Header = untouched, Link = untouched, Span = linked })
  end
  return doc
end
