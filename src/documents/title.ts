/** Divides a long title at the joints of its sense, into lines shaped as a trapezium or a lozenge (GB/T 9704 7.3.1). */

/** Words that a line end must not cut. Longest first where one begins another. */
const WORDS = [
  '政府信息公开',
  '政府信息',
  '信息公开',
  '人民政府',
  '工作机构',
  '管理委员会',
  '委员会',
  '办公室',
  '政务服务',
  '第三方',
  '申请人',
  '申请书',
  '申请',
  '答复书',
  '告知书',
  '通知书',
  '意见书',
  '确认函',
  '登记表',
  '征求',
  '意见',
  '信息',
  '公开',
  '不予',
  '部分',
  '补正',
  '延期',
  '答复',
  '行政',
  '机关',
  '决定',
  '处理费',
  '管理',
  '服务',
  '规划',
  '自然资源',
  '生态环境',
  '社会保障',
  '住房',
  '城乡建设',
  '综合执法',
  '监督',
  '自治区',
  '自治州',
  '自治县',
  '开发区',
  '街道办事处',
]

/** `most`: characters on a line. */
export function divideTitle(title: string, most: number): string[] {
  const pieces = piecesOf(title)
  const length = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0)
  if (length <= most) return [title]
  for (let count = Math.ceil(length / most); count <= pieces.length; count++) {
    const best = divisions(pieces, count)
      .filter((lines) => lines.every((line) => sizeOf(line) <= most))
      .map((lines) => ({ lines, cost: shapeCost(lines.map(sizeOf)) }))
      .sort((a, b) => a.cost - b.cost)[0]
    if (best) return best.lines
  }
  return inEqualParts(title, most)
}

function piecesOf(title: string): string[] {
  const pieces: string[] = []
  let rest = title
  while (rest !== '') {
    const word = WORDS.find((each) => rest.startsWith(each)) ?? /^[\w.]+|^./su.exec(rest)![0]
    // 彝族自治县 is one name, whatever the people is called.
    const tied = pieces.length > 0 && /^([，、。；：）》”的族]|自治[区州县])/.test(word)
    if (tied) pieces[pieces.length - 1] += word
    else pieces.push(word)
    rest = rest.slice(word.length)
  }
  return pieces
}

/** A Latin letter or figure is half a character wide. */
const sizeOf = (text: string) => Array.from(text).reduce((sum, each) => sum + (each < '\u0100' ? 0.5 : 1), 0)

/** All ways to cut the pieces into `count` lines; titles are short, more than three lines are not searched. */
function divisions(pieces: readonly string[], count: number): string[][] {
  if (count === 1) return [[pieces.join('')]]
  if (count > 3 || pieces.length > 80) return []
  return pieces
    .slice(1)
    .flatMap((_, i) =>
      divisions(pieces.slice(i + 1), count - 1).map((rest) => [pieces.slice(0, i + 1).join(''), ...rest]),
    )
}

/** Near in length but not equal; three lines widest in the middle. */
function shapeCost(sizes: readonly number[]): number {
  const spread = Math.max(...sizes) - Math.min(...sizes)
  const equal = sizes.some((size, i) => i > 0 && size === sizes[i - 1]) ? 6 : 0
  const hourglass = sizes.length === 3 && sizes[1]! < Math.max(sizes[0]!, sizes[2]!) ? 20 : 0
  const shortLast = sizes.at(-1)! < 4 ? 10 : 0
  return Math.abs(spread - 3) + equal + hourglass + shortLast
}

function inEqualParts(title: string, most: number): string[] {
  const characters = Array.from(title)
  const size = Math.ceil(characters.length / Math.ceil(characters.length / most))
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, i) =>
    characters.slice(i * size, (i + 1) * size).join(''),
  )
}
