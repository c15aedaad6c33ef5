/** The fonts of the letters: file and source for each role, and the characters of open cases that none has. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { size } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'

export type FontRow = {
  role: keyof typeof ROLES
  file: string
  place: string
  from: keyof typeof FROM
  size: number
  /** The face of the role; the others only cover what it lacks. */
  first: boolean
  /** Why nothing is drawn with it. */
  fault?: string | undefined
}
export type Lacking = { character: string; count: number; cases: { id: string; number: string }[] }

const ROLES = {
  fang: ['正文', '仿宋', 'fang.ttf'],
  title: ['发文机关标志、标题', '小标宋', 'title.ttf'],
  hei: ['一级标题', '黑体', 'hei.ttf'],
  kai: ['二级标题', '楷体', 'kai.ttf'],
  song: ['页码', '宋体', 'song.ttf'],
  rare: ['生僻字', '补字', 'rare.ttf'],
  world: ['彝文、朝鲜文、西文、表情符号', '其他文字', 'world.ttf'],
  shaped: ['维吾尔文、哈萨克文、藏文、蒙古文', '连写文字', 'shaped.ttf'],
} as const
const FROM = { folder: '本机关字库文件夹', system: '操作系统', package: '随系统附带' } as const

/** The standard asks for faces that may not be redistributed; 宋体 and its bold stand in for them. */
const STANDS_IN: readonly string[] = ['fang', 'title', 'kai']

type Props = {
  viewer: Viewer
  csrf: string
  folder: string
  fonts: FontRow[]
  lacking: Lacking[]
  /** How many open cases were read. */
  read: number
  seesCases: boolean
}

export function FontsPage({ viewer, csrf, folder, fonts, lacking, read, seesCases }: Props) {
  return (
    <StaffPage title="字库" viewer={viewer} csrf={csrf}>
      {seesCases && (
        <p class="kicker">
          <a href="/templates">文书模板</a>
        </p>
      )}
      <h1>字库</h1>
      <p class="lead">
        文书用哪些字库，各从哪里来。一个字先用本处的字库，没有的依次由其他字库补上；都没有的，在文书里印成〓，须由经办人核对。
      </p>
      <section aria-labelledby="lacking-title" class="band-top">
        <h2 id="lacking-title">未结申请里缺的字</h2>
        {lacking.length === 0 ? (
          <p class="empty">
            <span class="done" aria-hidden="true">
              ✓{' '}
            </span>
            {read === 0 ? '没有未结的申请。' : `${read} 件未结申请的申请人姓名和信息名称，每个字都印得出来。`}
          </p>
        ) : (
          <LackingTable lacking={lacking} read={read} seesCases={seesCases} />
        )}
      </section>
      <section aria-labelledby="fonts-title" class="band-top">
        <h2 id="fonts-title">在用的字库</h2>
        {fonts.some(({ fault }) => fault) && (
          <p class="note soon">
            <span aria-hidden="true">◇ </span>
            标“不能用”的文件，文书不用它，由同一用处的下一个字库代替。请换成完好的文件，重启后生效。
          </p>
        )}
        <FontTable fonts={fonts} />
        {fonts.some(({ first, from, role }) => first && from === 'package' && STANDS_IN.includes(role)) && (
          <p class="note">
            标“代用”的，用宋体代替国家标准（GB/T 9704）要求的字体。本机关有仿宋、小标宋、楷体的，请放入字库文件夹。
          </p>
        )}
        <p class="hint">
          {'换字库：把文件放进 '}
          <code>{folder}</code>
          {'，以用处命名（如 '}
          <code>fang.ttf</code>
          {'），重启后生效。换字库以后的文书用新字库；以前的文书各有自己的文件，不受影响。'}
        </p>
      </section>
    </StaffPage>
  )
}

function LackingTable({ lacking, read, seesCases }: Pick<Props, 'lacking' | 'read' | 'seesCases'>) {
  return (
    <>
      <p class="note soon">
        <span aria-hidden="true">◇ </span>
        {`读了 ${read} 件未结申请，${lacking.length} 个字没有字库。请补充收有这些字的字库（例如天珩、花园明朝、思源宋体的扩展区）。`}
      </p>
      <table class="plain" data-lacking={lacking.length}>
        <caption class="unseen">缺字和涉及的申请</caption>
        <thead>
          <tr>
            {['字', '编码', '涉及', ...(seesCases ? ['申请'] : [])].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lacking.map(({ character, count, cases }) => (
            <tr key={character}>
              <th scope="row" class="glyph">
                {character}
              </th>
              <td class="figure">{`U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`}</td>
              <td class="figure">{`${count} 件`}</td>
              {seesCases && (
                <td>
                  <span class="bits">
                    {cases.map(({ id, number }) => (
                      <a key={id} href={`/cases/${encodeURIComponent(id)}`}>
                        {number}
                      </a>
                    ))}
                    {count > cases.length && <span>{`等 ${count} 件`}</span>}
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function FontTable({ fonts }: Pick<Props, 'fonts'>) {
  return (
    <table class="plain fonts">
      <caption class="unseen">各处用的字库和来源</caption>
      <TableHead names={['用处', '字体', '文件', '来源', '大小']} />
      <tbody>
        {(Object.keys(ROLES) as (keyof typeof ROLES)[]).map((role) => {
          const own = fonts.filter((font) => font.role === role)
          const [use, name, wanted] = ROLES[role]
          if (own.length === 0)
            return (
              <tr key={role}>
                <th scope="row">{use}</th>
                <td>{name}</td>
                <td class="quiet" colspan={3}>
                  {'没有。需要时放入 '}
                  <code>{wanted}</code>
                </td>
              </tr>
            )
          return own.map(({ file, place, from, size: bytes, first, fault }) => (
            <tr key={`${role} ${place}/${file}`} data-role={role}>
              {first ? <th scope="row">{use}</th> : <td />}
              <td>
                {first ? name : <span class="quiet">{fault ? '' : '补字'}</span>}
                {fault && <span class="soon">{`不能用：${fault}`}</span>}
                {first && from === 'package' && STANDS_IN.includes(role) && <span class="soon">（代用）</span>}
              </td>
              <td>
                <code title={place}>{file}</code>
              </td>
              <td>{FROM[from]}</td>
              <td class="figure">{size(bytes)}</td>
            </tr>
          ))
        })}
      </tbody>
    </table>
  )
}
