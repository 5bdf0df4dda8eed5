-- Results into prose, notebook cells into blocks, closing sections at the end.
-- An unknown result, a missing figure or an output of unknown kind stops the build.

local report, results = "", {}

local function fail(message)
  io.stderr:write("report.lua: " .. message .. "\n")
  os.exit(1)
end

local function text_of(value)
  return value and pandoc.utils.stringify(value) or ""
end

local function contents(path)
  local file = io.open(path, "r") or fail("cannot read " .. path)
  local text = file:read("a")
  file:close()
  return text
end

local function read_meta(meta)
  report = text_of(meta.report)
  if meta.results then
    results = pandoc.json.decode(contents(text_of(meta.results)), false)
  end
end

local function fill(span)
  if not span.classes:includes("result") then
    return nil
  end
  local result = results[span.identifier]
  if not result then
    fail("no result “" .. span.identifier .. "” in " .. report .. "; see processed/reports/" .. report .. "/results.parquet")
  end
  if not FORMAT:match("html") then
    return pandoc.Str(result.value)
  end
  local title = result.label
  if result.n ~= "" then
    title = title .. " (n = " .. result.n .. (result.unit ~= "" and ", " .. result.unit or "") .. ")"
  end
  return pandoc.Span(pandoc.Str(result.value), pandoc.Attr("", { "result" }, { { "title", title }, { "data-result", report .. "/" .. span.identifier } }))
end

local function parse(text)
  return pandoc.read(text, "markdown"):walk({ Span = fill }).blocks
end

-- Text of a Typst string.
local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function figure(image)
  local about = image.attributes
  if not about.alt or not about.caption then
    fail("a figure of " .. report .. " has no alt text or no caption")
  end
  local caption = parse(about.caption)
  if FORMAT == "typst" then
    -- Raw around the caption, not a written caption: citeproc has still to see its citations.
    local inlines = pandoc.utils.blocks_to_inlines(caption)
    local start = "#figure(image(" .. quoted(image.src) .. ", width: 100%, alt: " .. quoted(about.alt) .. "), placement: auto, caption: ["
    inlines:insert(1, pandoc.RawInline("typst", start))
    inlines:insert(pandoc.RawInline("typst", "]) <" .. about.identifier .. ">"))
    return { pandoc.Plain(inlines) }
  end
  local source, attributes = image.src, {}
  if FORMAT == "docx" then
    -- Word shows no SVG; the DOCX writer would try to convert one that is not even used. The name is found
    -- on the resource path: a whole path would be written into the document.
    pandoc.mediabag.delete(image.src)
    source, attributes = about.identifier .. ".png", { width = "6.2in" }
  end
  local drawn = pandoc.Image({ pandoc.Str(about.alt) }, source, "", pandoc.Attr("", {}, attributes))
  return { pandoc.Figure({ pandoc.Plain({ drawn }) }, { long = caption }, pandoc.Attr(about.identifier)) }
end

-- Blocks of one output: its figure, or the Markdown of its table.
local function shown(output)
  local found = {}
  output:walk({
    Image = function(image)
      found = figure(image)
    end,
    RawBlock = function(raw)
      if raw.format == "markdown" then
        found = parse(raw.text)
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
  local blocks = pandoc.List()
  for _, block in ipairs(div.content) do
    if block.t == "Div" and block.classes:includes("output") then
      blocks:extend(shown(block))
    end
  end
  return blocks
end

local function version_note(meta)
  local text = "Version " .. text_of(meta.version) .. " of " .. text_of(meta.released) .. ", part of *" .. text_of(meta.compendium) .. "*. "
  text = text .. "Text and data under " .. text_of(meta["licence-text"]) .. ", code under " .. text_of(meta["licence-code"]) .. ". "
  text = text .. "Cite as: " .. text_of(meta.citation) .. "\n\n"
  text = text .. "Every number in the text is a named result; `./reproduce trace " .. report .. "/NAME` prints the cells behind it."
  return pandoc.read(text, "markdown").blocks
end

-- Boxes that the templates know, tables that can scroll on a phone, and the version.
local function box(div, meta)
  if div.classes:includes("version") then
    div.content = version_note(meta)
    return div
  end
  local class = div.classes:find_if(function(name)
    return name == "answer" or name == "limits"
  end)
  if not class then
    return nil
  end
  if FORMAT == "typst" then
    local blocks = pandoc.List({ pandoc.RawBlock("typst", "#" .. class .. "[") })
    blocks:extend(div.content)
    blocks:insert(pandoc.RawBlock("typst", "]"))
    return blocks
  end
  div.attributes["custom-style"] = "Block Text"
  return div
end

local function finish(doc)
  return doc:walk({
    Div = function(div)
      return box(div, doc.meta)
    end,
    Table = function(found)
      if FORMAT:match("html") then
        return pandoc.Div({ found }, pandoc.Attr("", { "scroll" }, { { "tabindex", "0" }, { "role", "region" }, { "aria-label", "Table" } }))
      end
    end,
  })
end

function Pandoc(doc)
  read_meta(doc.meta)
  if doc.meta.closing then
    doc.blocks:extend(pandoc.read(contents(text_of(doc.meta.closing)), "markdown").blocks)
  end
  doc = doc:walk({ Div = cell }):walk({ Span = fill })
  doc.meta.results, doc.meta.closing = nil, nil
  return finish(doc)
end
