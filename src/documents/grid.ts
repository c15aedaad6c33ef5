/** The page of GB/T 9704-2012 in points. Millimetres and clause numbers here; nowhere else. */
export const mm = (millimetres: number) => (millimetres * 72) / 25.4

export const PAGE = { width: mm(210), height: mm(297) }

/** 5.2.2: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. */
export const BODY = { left: mm(28), top: mm(37), width: mm(156), height: mm(225) }

/** 5.2.3: 3号 (16 pt), 22 lines of 28 characters that fill the 版心 from edge to edge. */
export const SIZE = 16
export const COLUMNS = 28
export const ROWS = 22
export const PITCH = (BODY.width - SIZE) / (COLUMNS - 1)
export const ROW = (BODY.height - SIZE) / (ROWS - 1)

/** 28 em boxes of 16 pt are wider than the 版心, so each gives up 0.21 pt. */
export const TRACK = PITCH - SIZE

/** Baseline below the top of the em box. Never the font's own ascent: Fandol's and Noto's metrics disagree. */
export const BASELINE = 0.88

/** 10.1 信函格式. The thickness of the rules is not in the standard; 1.5 pt and 0.5 pt, 1 mm apart, is usual. */
export const LETTER = {
  markTop: mm(30),
  ruleBelowMark: mm(4),
  ruleLeft: mm(21),
  ruleWidth: mm(170),
  lowerRuleBottom: PAGE.height - mm(20),
  thick: 1.5,
  thin: 0.5,
  ruleHeight: 3.25,
  /** 文号 under the first rule, text above the second: 7/8 of a 3号 character. */
  clearance: (SIZE * 7) / 8,
  red: '#FF0000',
}

/** The line right above the second rule is 7/8 of a character away from it: the first page hangs its grid from there. */
const LAST_LINE = LETTER.lowerRuleBottom - LETTER.ruleHeight - LETTER.clearance - SIZE

/** Lines on a page; the first has one more, because its text may go below the 版心. */
export const rowsOn = (page: number) => (page === 1 ? ROWS + 1 : ROWS)

export const rowTop = (row: number, page: number) =>
  page === 1 ? LAST_LINE - (ROWS - row) * ROW : BODY.top + row * ROW

/** 国发〔1999〕25号: county organs 45 mm at most. The room is kept whether or not a picture is put there. */
export const SEAL = mm(45)

/** Ink of a Han character inside its em box, measured on Noto Serif SC and Fandol: top and bottom as parts of the em. */
export const INK = { top: 0.02, bottom: 0.96 }

/** 7.5: 4号 figures between one-character dashes, 7 mm below the 版心, one character from its outer edge. */
export const PAGE_NUMBER = { size: 14, middle: BODY.top + BODY.height + mm(7) }
