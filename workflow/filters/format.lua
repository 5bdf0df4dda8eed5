-- The second half: what report.lua left to each format. Texts, results and figures become what it writes.

local function fail(message)
  io.stderr:write("format.lua: " .. message .. "\n")
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

-- Text as a string of Typst.
local function quoted(text)
  local escaped = text:gsub('[%c"\\]', function(character)
    return character:match("%c") and string.format("\\u{%x}", character:byte()) or "\\" .. character
  end)
  return '"' .. escaped .. '"'
end

-- A text that others wrote, as an inline of each format. pandoc would leave marks in Typst: a hyphen before a
-- digit, three dots, an equals sign at the start. A string has none; the semicolon ends it whatever follows.
local function line(value)
  if FORMAT == "typst" then
    return pandoc.RawInline("typst", "#" .. quoted(value) .. ";")
  end
  return pandoc.Str(value)
end

local function text(value)
  if not value:find("\n") then
    return line(value)
  end
  local lines = pandoc.List()
  for one in (value .. "\n"):gmatch("(.-)\n") do
    lines:extend(#lines == 0 and { line(one) } or { pandoc.LineBreak(), line(one) })
  end
  return pandoc.Span(lines)
end

-- A text that report.lua kept. A number leads to its cells: in HTML, and in a brief, which has no annex, to a page that
-- lights them; else to the annex.
local brief = false
local function kept(span)
  if not span.classes:includes("kept-text") then
    return nil
  end
  local value, about = text(span.content[1] and span.content[1].text or ""), span.attributes
  if not span.classes:includes("kept-number") then
    return value
  elseif not FORMAT:match("html") then
    local target = brief and about.href or "#" .. (about.name and "evidence-" .. about.name or about.place or "")
    return target ~= "#" and pandoc.Link({ value }, target) or value
  end
  local data = {}
  for _, key in ipairs({ "result", "label", "n", "unit", "corrections" }) do
    if about[key] then
      data[#data + 1] = { "data-" .. key, about[key] }
    end
  end
  return pandoc.Link({ value }, about.href, "", pandoc.Attr("", { "result" }, data))
end

-- Pictures that lie in files are read here: pandoc itself may read nothing but what its command names.
local folder = ""
local TYPES = { png = "image/png", svg = "image/svg+xml" }
local function picture(image)
  if not pandoc.mediabag.lookup(image.src) then
    local kind = TYPES[image.src:match("^[%w._/-]+%.(%l+)$") or ""]
    if not kind or image.src:match("%.%.") then
      fail("“" .. image.src .. "” is no picture of the compendium")
    end
    pandoc.mediabag.insert(image.src, kind, contents(pandoc.path.join({ folder, image.src })))
  end
end

-- What is wider than a phone has a box of its own to scroll in.
local function scrolled(block, name)
  local about = { { "tabindex", "0" }, { "role", "region" }, { "aria-label", name } }
  return pandoc.Div({ block }, pandoc.Attr("", { "scroll" }, about))
end

-- Figures and tables are counted as Typst counts them, so that each has one number in all formats. In HTML the
-- number leads to its figure or table, as an address to quote.
local counted, called = { figure = 0, table = 0 }, {}
local function name_of(kind)
  return (called[kind]:gsub("{number}", counted[kind]))
end

local function numbered(kind, identifier, caption)
  if #caption == 0 or not caption[1].content then
    return caption
  end
  counted[kind] = counted[kind] + 1
  local number = pandoc.Inlines({ pandoc.Str(name_of(kind)) })
  if FORMAT:match("html") and identifier ~= "" then
    number = pandoc.Inlines({ pandoc.Link(number, "#" .. identifier, "", { class = "number" }) })
  end
  number:insert(pandoc.Str(": "))
  number:extend(caption[1].content)
  caption[1].content = number
  return caption
end

-- What a reader may take from below a figure or a table of a report, in HTML: its files, and how to cite it.
local report, citation = "", ""
local function taken(kind, identifier, frames)
  if not FORMAT:match("html") or not frames or frames == "" then
    return nil
  end
  local name, names, line = name_of(kind), pandoc.List(), pandoc.Inlines({})
  for frame in frames:gmatch("%S+") do
    names:insert((frame:gsub("_", "-")))
  end
  local function link(words, file)
    if #line > 0 then
      line:extend({ pandoc.Str(" · ") })
    end
    local about = { { "aria-label", words .. ", " .. name } }
    line:insert(pandoc.Link(words, "data/" .. report .. "/" .. file, "", pandoc.Attr("", {}, about)))
  end
  for _, one in ipairs(names) do
    link(#names == 1 and called.data or called.data .. ": " .. one, one .. ".csv")
  end
  if kind == "figure" then
    link("PNG", identifier .. ".png")
    link("SVG", identifier .. ".svg")
  end
  return pandoc.Div({
    pandoc.Plain(line),
    pandoc.RawBlock("html", "<details><summary>" .. called.cite .. "</summary>"),
    pandoc.Para({ pandoc.Str(name .. ". "), text(citation) }),
    pandoc.RawBlock("html", "</details>"),
  }, pandoc.Attr("", { "taken" }))
end

-- A figure that report.lua kept: its caption, with the file of its drawing and its alt text.
local function figure(div)
  local caption, about = div.content, div.attributes
  if FORMAT == "typst" then
    -- The picture lies beside the document: Typst reads nothing outside that folder.
    local inlines = pandoc.utils.blocks_to_inlines(caption)
    local picture = quoted(div.identifier .. "-print.svg") .. ", width: 100%, alt: " .. quoted(about.alt)
    inlines:insert(1, pandoc.RawInline("typst", "#drawn[#figure(image(" .. picture .. "), caption: ["))
    inlines:insert(pandoc.RawInline("typst", "]) <" .. div.identifier .. ">]"))
    return pandoc.Plain(inlines)
  end
  local source, attributes = about.drawing, {}
  if FORMAT == "docx" then
    -- Word shows no SVG; the DOCX writer would try to convert one.
    source, attributes = div.identifier .. ".png", { width = "6.2in" }
  end
  if FORMAT:match("html") then
    source = contents(pandoc.path.join({ folder, div.identifier .. ".uri" }))
  end
  local drawn = pandoc.Image({ pandoc.Str(about.alt) }, source, "", pandoc.Attr("", {}, attributes))
  local shown = pandoc.Plain({ drawn })
  local long = numbered("figure", div.identifier, caption)
  if FORMAT:match("html") then
    shown = scrolled(shown, name_of("figure"))
  else
    picture(drawn)
  end
  local below = taken("figure", div.identifier, about.data)
  if below then
    long:insert(below)
  end
  return pandoc.Figure({ shown }, { long = long }, pandoc.Attr(div.identifier))
end

-- Boxes that the templates know.
local function box(div)
  if div.classes:includes("kept-figure") then
    return figure(div)
  end
  local html = FORMAT:match("html") ~= nil
  if div.classes:includes(html and "only-print" or "only-html") then
    return {}
  end
  if (div.classes:includes("annexed") or div.classes:includes("small")) and FORMAT == "docx" then
    div.attributes["custom-style"] = "Compact"
    return div
  end
  local class = div.classes:find_if(function(name)
    return name == "answer" or name == "limits" or ((name == "annex" or name == "small") and FORMAT == "typst")
  end)
  if not class then
    return nil
  end
  if FORMAT == "typst" then
    local made = pandoc.List({ pandoc.RawBlock("typst", "#" .. class .. "[") })
    made:extend(div.content)
    made:insert(pandoc.RawBlock("typst", "]"))
    return made
  end
  div.attributes["custom-style"] = "Block Text"
  return div
end

-- Rows of a table that stay together in print, where they fit.
local ROWS = 12
-- Characters that the words of a table may take side by side on a portrait page of a Word document, with those between
-- two columns.
local ACROSS, BETWEEN = 115, 3

-- Whether a portrait page is too narrow for the longest words of the columns of a table.
local function is_wide(found)
  local longest = {}
  local function look(row)
    for i, cell in ipairs(row.cells) do
      for word in pandoc.utils.stringify(cell.contents):gmatch("%S+") do
        longest[i] = math.max(longest[i] or 0, utf8.len(word) or #word)
      end
    end
  end
  for _, row in ipairs(found.head.rows) do
    look(row)
  end
  for _, body in ipairs(found.bodies) do
    for _, row in ipairs(body.body) do
      look(row)
    end
  end
  local whole = 0
  for i = 1, #found.colspecs do
    whole = whole + math.min(longest[i] or 0, 20) + BETWEEN
  end
  return whole > ACROSS
end

local function in_typst(found)
  local row = found.head.rows[1]
  if row and found.identifier ~= "" then
    local mark = pandoc.RawInline("typst", "#continued(<" .. found.identifier .. ">)")
    local first = row.cells[1]
    first.contents = pandoc.Blocks({ pandoc.Plain(pandoc.Inlines({ mark }) .. pandoc.utils.blocks_to_inlines(first.contents)) })
    row.cells[1] = first
    found.head.rows[1] = row
  end
  local kind = #found.bodies[1].body > ROWS and "#long[" or "#whole["
  return { pandoc.RawBlock("typst", kind), found, pandoc.RawBlock("typst", "]") }
end

-- Which cells the heads of columns and rows are of, for who hears a table.
local function scoped(found)
  local function mark(row, first, last, scope)
    for i = first, last do
      row.cells[i].attr = pandoc.Attr("", {}, { scope = scope })
    end
  end
  for _, row in ipairs(found.head.rows) do
    mark(row, 1, #row.cells, "col")
  end
  for _, body in ipairs(found.bodies) do
    for _, row in ipairs(body.body) do
      mark(row, 1, math.min(body.row_head_columns, #row.cells), "row")
    end
  end
  return found
end

-- The end of a section of a Word document: what stands above it lies on a page of this kind. word.py adds the footer.
local function section(turned)
  local size = turned and 'w:w="16838" w:h="11906" w:orient="landscape"' or 'w:w="11906" w:h="16838"'
  return pandoc.RawBlock("openxml", "<w:p><w:pPr><w:sectPr><w:pgSz " .. size .. "/></w:sectPr></w:pPr></w:p>")
end

local function in_word(found)
  if is_wide(found) then
    return { section(false), found, section(true) }
  end
end

local function tabled(found)
  local frames = found.attributes.data
  found.attributes.data = nil
  if FORMAT == "typst" then
    return in_typst(found)
  end
  local caption = found.caption
  caption.long = numbered("table", found.identifier, caption.long)
  found.caption = caption
  if FORMAT == "docx" then
    return in_word(found) or found
  end
  found = scoped(found)
  found.colspecs = pandoc.List(found.colspecs):map(function(spec)
    return { spec[1] == "AlignLeft" and "AlignDefault" or spec[1], spec[2] } -- the left is where the style puts it
  end)
  local below = taken("table", found.identifier, frames)
  local shown = scrolled(found, name_of("table"))
  return below and { shown, below } or shown
end

-- A link to another report leads to the same format, as both lie in one folder; pages that are none stay HTML.
local PAGES = { index = true, data = true }
local function to_same_format(link)
  local name = link.target:match("^([%w-]+)%.html$")
  if name and not PAGES[name] and not FORMAT:match("html") then
    link.target = name .. (FORMAT == "typst" and ".pdf" or ".docx")
    return link
  end
end

local function finish(doc)
  return doc:walk({
    Div = box,
    Table = tabled,
    Link = to_same_format,
    Image = function(image)
      if image.attributes.external then
        return image -- a file beside the page, which stays there
      end
      if FORMAT ~= "typst" and not image.src:match("^data:") then
        picture(image)
      end
    end,
  })
end

-- Titles and authors for a template that is Typst: no mark of theirs is one.
local function for_typst(meta)
  for _, name in ipairs({ "title", "subtitle" }) do
    if meta[name] then
      meta[name] = pandoc.MetaInlines({ text(text_of(meta[name])) })
    end
  end
  if meta.author then
    local names = pandoc.utils.type(meta.author) == "List" and meta.author or pandoc.List({ meta.author })
    meta.author = names:map(function(name)
      return pandoc.MetaInlines({ pandoc.RawInline("typst", quoted(text_of(name))) })
    end)
  end
end

function Pandoc(doc)
  folder = text_of(doc.meta.folder)
  report, citation = text_of(doc.meta.report), text_of(doc.meta.citation)
  doc.meta.folder, doc.meta.citation = nil, nil
  called = { figure = text_of(doc.meta["word-figure"]), table = text_of(doc.meta["word-table"]), data = text_of(doc.meta["word-csv"]), cite = text_of(doc.meta["word-quote"]) }
  brief = doc.meta.brief ~= nil
  doc = finish(doc:walk({ Span = kept }))
  if FORMAT == "typst" then
    for_typst(doc.meta)
  end
  return doc
end
