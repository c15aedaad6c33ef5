"""Reads an OFD file by GB/T 33190-2016 with nothing of ours, and says as JSON what is wrong with it and what stands in it."""
import json
import re
import struct
import sys
import zipfile
from xml.etree import ElementTree

OFD = "{http://www.ofdspec.org/2016}"
ORDER = {  # elements of the schemas that are written here, in their order
    "OFD": ["DocBody"],
    "DocBody": ["DocInfo", "DocRoot"],
    "DocInfo": ["DocID", "Title", "Author", "Subject", "Abstract", "CreationDate", "ModDate", "DocUsage", "Cover",
                "Keywords", "Creator", "CreatorVersion", "CustomDatas"],
    "Document": ["CommonData", "Pages"],
    "CommonData": ["MaxUnitID", "PageArea", "PublicRes", "DocumentRes", "TemplatePage", "DefaultCS"],
    "Page": ["Template", "PageRes", "Area", "Content", "Actions"],
    "TextObject": ["Actions", "Clips", "FillColor", "StrokeColor", "CGTransform", "TextCode"],
    "PathObject": ["Actions", "Clips", "StrokeColor", "FillColor", "AbbreviatedData"],
}
faults = []


def numbers(text):
    return [float(one) for one in text.split()]


def require(holds, what):
    if not holds:
        faults.append(what)


def in_order(node):
    name = node.tag.replace(OFD, "")
    require(node.tag.startswith(OFD), f"{name} is of no OFD namespace")
    known = ORDER.get(name)
    if known:
        children = [child.tag.replace(OFD, "") for child in node]
        require(all(child in known for child in children), f"{name} holds {children}")
        places = [known.index(child) for child in children if child in known]
        require(places == sorted(places), f"the elements of {name} are out of order: {children}")
    for child in node:
        in_order(child)


def tree(archive, path):
    root = ElementTree.fromstring(archive.read(path))
    in_order(root)
    return root


def characters_of(font):
    """Code points of the format 12 map, and whether its glyphs are in the font."""
    tables = {}
    for i in range(struct.unpack(">H", font[4:6])[0]):
        tag, _, offset, length = struct.unpack(">4sIII", font[12 + i * 16:28 + i * 16])
        require(offset + length <= len(font), f"table {tag} ends after the font")
        tables[tag.decode()] = font[offset:offset + length]
    require({"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"} <= set(tables), "a table lacks")
    cmap, glyphs = tables["cmap"], struct.unpack(">H", tables["maxp"][4:6])[0]
    maps = []
    for i in range(struct.unpack(">H", cmap[2:4])[0]):
        at = struct.unpack(">I", cmap[8 + i * 8:12 + i * 8])[0]
        known = {}
        if struct.unpack(">H", cmap[at:at + 2])[0] == 12:
            for k in range(struct.unpack(">I", cmap[at + 12:at + 16])[0]):
                first, last, glyph = struct.unpack(">III", cmap[at + 16 + k * 12:at + 28 + k * 12])
                known.update({code: glyph + code - first for code in range(first, last + 1)})
        else:
            n = struct.unpack(">H", cmap[at + 6:at + 8])[0] // 2
            words = struct.unpack(f">{4 * n + 1}H", cmap[at + 14:at + 16 + n * 8])
            for k in range(n):
                for code in range(words[n + 1 + k], words[k] + 1):
                    if code != 0xFFFF:
                        known[code] = (code + words[2 * n + 1 + k]) & 0xFFFF
        require(all(glyph < glyphs for glyph in known.values()), "a character has a glyph that is not there")
        maps.append(known)
    basic, whole = maps
    require(basic == {code: glyph for code, glyph in whole.items() if code < 0xFFFF}, "the two maps differ")
    return set(whole)


STEPS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def path_fault(data, width, height):
    """9.1, table 35: operators with their operands, from M on, inside the boundary."""
    words = data.split()
    if not words or words[0] not in "MS":
        return "does not begin with a move"
    while words:
        count = STEPS.get(words[0])
        if count is None:
            return f"no operator {words[0]}"
        operands, words = words[1:count + 1], words[count + 1:]
        if len(operands) != count or not all(re.fullmatch(r"-?\d+(\.\d+)?", one) for one in operands):
            return "operands are missing"
        for at, one in enumerate(operands):
            if not -0.01 <= float(one) <= (width, height)[at % 2] + 0.01:
                return "leaves its boundary"
    return None


def read(path_of_file):
    faults.clear()
    archive = zipfile.ZipFile(path_of_file)
    require(archive.testzip() is None, "the archive is damaged")
    entry = tree(archive, "OFD.xml")
    require(entry.get("Version") == "1.0" and entry.get("DocType") == "OFD", "version or kind of the entry")
    info = entry.find(f".//{OFD}DocInfo")
    require(re.fullmatch(r"[0-9a-f]{32}", info.findtext(f"{OFD}DocID")) is not None, "DocID is no 32 hexadecimals")
    require(re.fullmatch(r"\d{4}-\d\d-\d\d", info.findtext(f"{OFD}CreationDate")) is not None, "CreationDate is no day")
    root = entry.findtext(f".//{OFD}DocRoot")
    folder = root.rsplit("/", 1)[0]
    document = tree(archive, root)
    ids = []
    named = {"OFD.xml", root}

    resources = f"{folder}/{document.findtext(f'.//{OFD}PublicRes')}"
    named.add(resources)
    public = tree(archive, resources)
    fonts = {}
    for font in public.iter(f"{OFD}Font"):
        path = f"{folder}/{public.get('BaseLoc')}/{font.findtext(f'{OFD}FontFile')}"
        named.add(path)
        ids.append(int(font.get("ID")))
        fonts[font.get("ID")] = characters_of(archive.read(path))

    width, height = numbers(document.findtext(f".//{OFD}PhysicalBox"))[2:]
    pages, drawn = [], []
    for listed in document.iter(f"{OFD}Page"):
        path = f"{folder}/{listed.get('BaseLoc')}"
        named.add(path)
        ids.append(int(listed.get("ID")))
        texts, paths = [], []
        for node in tree(archive, path).iter():
            if node.get("ID") is not None:
                ids.append(int(node.get("ID")))
            if node.get("Boundary"):
                x, y, w, h = numbers(node.get("Boundary"))
                require(w > 0 and h > 0 and x >= 0 and y >= 0 and x + w <= width + 0.01 and y + h <= height + 0.01,
                        f"object {node.get('ID')} leaves the page")
            if node.tag == f"{OFD}PathObject":
                fault = path_fault(node.findtext(f"{OFD}AbbreviatedData"), w, h)
                require(fault is None, f"path {node.get('ID')}: {fault}")
                paths.append({"x": x, "y": y, "width": w, "height": h})
            if node.tag != f"{OFD}TextObject":
                continue
            require(node.get("Font") in fonts, f"object {node.get('ID')} has a font that is not there")
            code = node.find(f"{OFD}TextCode")
            text = code.text
            require(set(map(ord, text)) <= fonts.get(node.get("Font"), set()), f"the font has no glyph of {text}")
            steps = numbers(code.get("DeltaX") or "")
            require(len(steps) == len(text) - 1, f"{len(steps)} steps between {len(text)} characters: {text}")
            texts.append({"text": text, "x": x, "y": y, "size": float(node.get("Size")), "steps": steps})
        pages.append(texts)
        drawn.append(paths)
    require(len(set(ids)) == len(ids), "two objects have one number")
    require(int(document.findtext(f".//{OFD}MaxUnitID")) >= max(ids), "MaxUnitID is too small")
    require(set(archive.namelist()) == named, f"files that nothing names: {sorted(set(archive.namelist()) ^ named)}")
    return {"faults": list(faults), "title": info.findtext(f"{OFD}Title"), "pages": pages, "paths": drawn}


for one in sys.argv[1:]:
    print(json.dumps(read(one)))
