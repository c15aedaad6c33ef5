/** Where the font files are: the agency's own folder first, then Debian's, then the npm packages, which are always there. */
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, parse } from 'node:path'
import { DocumentFault } from './fault.ts'

/**
 * 仿宋 for the text, 小标宋 for mark and title, 黑 and 楷 for headings, 宋 for page numbers, what covers the other Han characters,
 * and what people of other scripts write: letter by letter (`world`), or shaped by its font (`shaped`).
 */
export type Role = 'fang' | 'title' | 'hei' | 'kai' | 'song' | 'rare' | 'world' | 'shaped'
export const ROLES: readonly Role[] = ['fang', 'title', 'hei', 'kai', 'song', 'rare', 'world', 'shaped']

export type FontFile = { path: string; postscriptName?: string }

/** File names without ending, best first. A file called after its role (fang.ttf) wins over all. */
const NAMES: Record<Role, readonly string[]> = {
  fang: ['fang', 'FangSong_GB2312', 'simfang', 'FZFSJW', 'FandolFang-Regular'],
  title: ['title', 'FZXBSJW', 'FZXiaoBiaoSong-B05S'],
  hei: ['hei', 'simhei', 'FZHTJW'],
  kai: ['kai', 'KaiTi_GB2312', 'simkai', 'FandolKai-Regular', 'LXGWWenKai-Regular'],
  song: ['song', 'simsun', 'FZSSJW'],
  rare: ['rare', 'HanaMinB', 'BabelStoneHan'],
  world: ['world'],
  shaped: ['shaped'],
}

const TEX = '/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol'
const SYSTEM: Record<Role, readonly FontFile[]> = {
  fang: [{ path: `${TEX}/FandolFang-Regular.otf` }],
  title: [],
  hei: [],
  kai: [
    { path: `${TEX}/FandolKai-Regular.otf` },
    { path: '/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf' },
  ],
  song: [],
  rare: [
    { path: '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf' },
    { path: '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc', postscriptName: 'NotoSerifCJKsc-Regular' },
  ],
  world: [],
  shaped: [],
}

const PACKAGES: Record<Role, readonly string[]> = {
  fang: ['noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'],
  title: ['noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'],
  hei: ['noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'],
  kai: ['noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'],
  song: ['noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'],
  rare: [],
  world: [
    'noto-serif/400Regular/NotoSerif_400Regular.ttf',
    'noto-sans-yi/400Regular/NotoSansYi_400Regular.ttf',
    'nanum-myeongjo/400Regular/NanumMyeongjo_400Regular.ttf',
    'noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
  ],
  shaped: [
    'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
    'noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf',
    'noto-sans-mongolian/400Regular/NotoSansMongolian_400Regular.ttf',
  ],
}

const require = createRequire(import.meta.url)
const packaged = (file: string): FontFile => {
  const [name = '', ...rest] = file.split('/')
  const path = join(dirname(require.resolve(`@expo-google-fonts/${name}/package.json`)), ...rest)
  if (!existsSync(path)) throw new DocumentFault('FONT_NOT_FOUND', `找不到字库文件“${path}”。`, [path])
  return { path }
}

/** Formats that pdfkit embeds at once. WOFF and WOFF2 take seconds a letter. */
const PLAIN = new Set(['.ttf', '.otf', '.ttc'])

function inFolder(folder: string, role: Role): FontFile[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder)
    .map((file) => ({ stem: parse(file).name.toLowerCase(), ending: parse(file).ext.toLowerCase(), file }))
    .filter(({ ending }) => PLAIN.has(ending))
  return NAMES[role].flatMap((name) =>
    files.filter(({ stem }) => stem === name.toLowerCase()).map(({ file }) => ({ path: join(folder, file) })),
  )
}

/** The folder may be absent: an agency without fonts of its own has none. Files for a role, best first: the first is the face of the role, the others only cover what it lacks. */
export function findFonts(role: Role, folder: string | undefined, system: boolean): FontFile[] {
  return [
    ...(folder ? inFolder(folder, role) : []),
    ...(system ? SYSTEM[role].filter(({ path }) => existsSync(path)) : []),
    ...PACKAGES[role].map(packaged),
  ]
}
