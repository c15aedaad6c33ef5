/** An office from a file: all or nothing, again without harm, with every fault at its place. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { officeImportCommand } from '../../src/cli/office.ts'
import { exampleWorkbook, exampleYaml } from '../../src/office/import/example.ts'
import { readRows } from '../../src/office/import/rows.ts'
import { workbookOf } from '../../src/workbooks/write.ts'
import { asForm, asUpload, cookiesOf, send } from '../support/api.ts'
import { openOffice } from '../support/house.ts'
import { times } from '../support/proof.ts'
import { accepts, DISTRICT, departmentOf, firstDay, GOOD } from './newcomers.ts'

let office: Awaited<ReturnType<typeof firstDay>>
let untouched: string | undefined
beforeEach(async () => {
  if (untouched) return
  office = await firstDay()
  untouched = await standing()
})
/** An office to which nothing was written is the next one's first day. */
afterEach(async () => {
  if ((await standing()) === untouched) return
  untouched = undefined
  await office.close()
})
afterAll(() => untouched && office.close())

const text = (stream: PassThrough) => (stream.read() as Buffer | null)?.toString('utf8') ?? ''

async function imports(content: string | Uint8Array, ...options: string[]) {
  const file = join(office.folder, 'office-file')
  await writeFile(file, content)
  const [output, errors] = [new PassThrough(), new PassThrough()]
  const code = await officeImportCommand(office.house, [file, ...options], output, errors)
  const lines = text(output).split('\n').filter(Boolean)
  return {
    code,
    links: lines.map((line) => JSON.parse(line) as { username: string; link: string }),
    said: text(errors),
  }
}
const standing = async () =>
  JSON.stringify([
    await office.sql`select * from agencies order by id`,
    await office.sql`select id, agency_id, name, closed_at from units order by id`,
    await office.sql`select username, name, agency_id, roles, ended_at from people order by username`,
    await office.sql`select * from person_units order by 1, 2`,
    (await office.sql`select count(*)::int as n from invitations`)[0],
  ])

describe.each([
  ['YAML', () => exampleYaml()],
  ['a workbook', () => exampleWorkbook()],
])('the example as %s', (_, content) => {
  test('opens the office: links come once, the placeholder goes, again nothing changes', async () => {
    const before = await standing()
    const dry = await imports(content(), '--dry-run')
    expect([dry.code, dry.links, await standing()]).toEqual([0, [], before])
    expect(dry.said).toContain('将新增机关 yunxi 云溪区人民政府')
    expect(dry.said).toContain('将有 10 处变化')

    const first = await imports(content())
    expect([first.code, first.links.map(({ username }) => username).sort()]).toEqual([
      0,
      ['bing', 'ding', 'ji', 'jia', 'wu', 'yi'],
    ])
    for (const { link } of first.links) expect(link).toMatch(/^https:\/\/gk\.example\.gov\.cn\/invitations\/[\w-]{43}$/)
    const setup = (await send(office.app, { url: '/api/v1/setup' })).json
    expect(setup).toMatchObject({ open: true, missing: [{ what: 'mail' }] })
    const agencies = await office.sql`select id, taken_in_by, profile from agencies order by position`
    expect(agencies.map(({ id, takenInBy }) => [id, takenInBy])).toEqual([
      ['yunxi', 'yunxi'],
      ['yunxi-zjj', 'yunxi'],
    ])
    expect(agencies[0]!.profile).toMatchObject({ mark: '云政依', postcode: '000000', fax: '0000-0000009' })
    const rights = await office.sql`select distinct decided.why from right_decisions decided`
    expect(rights.length).toBe(1)

    const after = await standing()
    const again = await imports(content())
    expect([again.code, again.links, again.said]).toEqual([0, [], '没有变化。\n'])
    expect(await standing()).toBe(after)

    const { link } = first.links.find(({ username }) => username === 'jia')!
    expect((await accepts(office.app, new URL(link).pathname)).status).toBe(303)
    const signedIn = await send(office.app, {
      method: 'POST',
      url: '/api/v1/sessions',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ username: 'jia', password: GOOD }),
    })
    expect(signedIn.status).toBe(201)
  })
})

test('what the file does not say stays; what it says otherwise changes, and only that', async () => {
  await imports(exampleYaml())
  const { said, links } = await imports(
    `agencies: [{ code: yunxi, phone: 0000-7 }]\nunits: [{ agency: yunxi, id: yunxi-gkk, name: 公开科 }]\npeople: [{ username: yi, roles: [承办人, archivist] }]`,
  )
  expect(links).toEqual([])
  expect(said).toContain('已变更机关 yunxi 云溪区人民政府：电话 0000-0000001 → 0000-7\n')
  expect(said).toContain('已变更承办机构 yunxi-gkk 公开科：名称 政府信息公开科 → 公开科\n')
  expect(said).toContain('已变更人员 yi 示例乙：岗位 承办人 → 承办人、档案员\n')
  const [yi] = await office.sql`
    select roles, array(select unit_id from person_units where person_id = p.id) as units from people p where username = 'yi'`
  expect([yi!.roles.toSorted(), yi!.units]).toEqual([['archivist', 'handler'], ['yunxi-gkk']])
})

test('one fault anywhere: nothing is written, and each is named with its place and what to do', async () => {
  const before = await standing()
  const sheets = {
    机关: [
      [
        '代码',
        '名称',
        '类型',
        '机关代字',
        '地址',
        '邮政编码',
        '电话',
        '办公时间',
        '行政复议机关',
        '管辖法院',
        '由谁统一收件',
      ],
      ...[
        [
          'yunxi',
          '云溪区人民政府',
          '县级人民政府',
          '云政依',
          '路1号',
          '000000',
          '1',
          '工作日',
          '示例市人民政府',
          '示例法院',
        ],
        [
          'zjj',
          '住建局',
          '县级人民政府的工作部门',
          '云政依',
          '路2号',
          '00',
          '2',
          '工作日',
          '示例市住建局',
          '示例法院',
          'yunxi',
        ],
      ],
    ],
    units: [
      ['agency', 'id', 'name'],
      ['nobody', 'u1', '科'],
      ['yunxi', 'u2', '科'],
      ['yunxi', 'u2', '科二'],
    ],
    人员: [
      ['用户名', '姓名', '机关', '承办机构', '岗位'],
      ['a', '甲', 'yunxi', '', 'registrar'],
      ['bb', '乙', 'yunxi', '', '登记员、管理员'],
      ['cc', '丙', 'yunxi', 'u9', 'handler'],
      ['dd', '丁', 'yunxi', '', 'admin、handler'],
    ],
  }
  const { code, links, said } = await imports(workbookOf(sheets))
  expect([code, links]).toEqual([1, []])
  const lines = said.trimEnd().split('\n')
  expect(lines.pop()).toBe('没有作任何变更。')
  expect(lines.map((line) => line.split('：')[0])).toEqual([
    '机关 第3行 邮政编码列（F3）',
    'units 第2行 机关列（A2）',
    'units 第4行 编号列（B4）',
    '人员 第2行 用户名列（A2）',
    '人员 第3行 岗位列（E3）',
    '人员 第4行 承办机构列（D4）',
    '人员 第5行 岗位列（E5）',
  ])
  for (const line of lines) expect(line).toMatch(/：.{5,}/)
  expect(await standing()).toBe(before)

  sheets.机关[2]![5] = '000000'
  const next = await imports(workbookOf({ 机关: sheets.机关 }))
  expect(next.said).toMatch(/机关 第3行 机关代字列（D3）：.*相同/)
  expect(next.said).toMatch(/机关 第3行 行政复议机关列（I3）：.*本级人民政府/)
})

test.each([
  ['agencies: [', /^第\d行：不是有效的 YAML/],
  ['just words', /YAML（agencies、units、people）或者 XLSX/],
  ['', /./],
  ['agencies: []', /文件里没有内容/],
  ['staff: [{ name: x }]', /^staff（第1行）：不认识的部分/],
  ['people:\n  username: x', /^people（第1行）：应当是列表/],
  ['people:\n  - x', /^people 第1项（第2行）：应当有各栏目/],
  [
    'people:\n  - { username: xx, nmae: 甲 }',
    /^people 第1项（第2行） nmae：没有“nmae”这一栏目，可以用：username（用户名）/,
  ],
  ['people:\n  - { username: xx, name: { a: b } }', /^people 第1项（第2行） name：应当是文字或者列表/],
  ['agencies:\n  - { name: 甲 }', /^agencies 第1项（第2行） code：/],
  [
    'a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\npeople:\n  - { username: xx, units: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b] }',
    /./,
  ],
  ['people:\n  - { username: xx, username: yy }', /^people 第1项（第2行） username：这一栏目写了两次/],
  ['people: []\npeople: []', /^people（第2行）：“people”写了两次/],
  ['units: &u [a]\npeople:\n  - { username: xx, units: *u }', /不用锚点/],
  ['PK\u0003\u0004 no workbook', /XLSX 工作簿/],
])('%j is refused in words', async (source, words) => {
  const { code, said } = await imports(source)
  expect([code, said]).toEqual([1, expect.stringMatching(words)])
})

test('a file that is not there, and no file, are wrong usage', async () => {
  const [output, errors] = [new PassThrough(), new PassThrough()]
  expect(await officeImportCommand(office.house, ['/nowhere.yaml'], output, errors)).toBe(2)
  expect(await officeImportCommand(office.house, ['--dry-run'], output, errors)).toBe(2)
  expect(text(errors)).toContain('用法')
})

test('a postcode and a telephone that look like numbers stay as they are written', () => {
  const { agencies } = readRows(Buffer.from('agencies:\n  - { code: x, postcode: 010000, phone: 0010 }'))
  expect(agencies[0]!.values).toEqual({ code: 'x', postcode: '010000', phone: '0010' })
})

test('forty agencies in one file, in any order', async () => {
  const codes = Array.from({ length: 39 }, (_, i) => i + 1)
  const district = {
    agencies: [...codes.map((n) => departmentOf(n)), DISTRICT],
    units: codes.map((n) => ({ agency: `yunxi-${n}`, id: `yunxi-${n}-bgs`, name: `示例${n}局办公室` })),
    people: [
      ...['registrar', 'head', 'handler', 'counsel', 'signer', 'archivist', 'security'].map((role) => ({
        username: `office-${role}`,
        name: `示例·${role}`,
        agency: 'yunxi',
        roles: [role],
      })),
      ...codes.map((n) => ({
        username: `clerk-${n}`,
        name: `示例承办${n}`,
        agency: `云溪区示例${n}局`,
        units: `示例${n}局办公室`,
        roles: 'handler',
      })),
    ],
  }
  const { code, links, said } = await imports(JSON.stringify(district))
  expect([code, links.length], said).toEqual([0, 46])
  const { agencies } = (await send(office.app, { url: '/api/v1/agencies' })).json
  expect([agencies.length, agencies[0].code]).toEqual([40, 'yunxi'])
  for (const { code } of agencies) expect(await office.house.portal.isOpen(code)).toBe(true)
  expect((await imports(JSON.stringify(district))).said).toContain('没有变化。')
})

describe('a file that is made to keep the office waiting is refused at its first hundred faults', () => {
  const many = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('')
  const MANY = times(10_000, 40_000)
  test.each([
    ['keys of the file', `${many(MANY, (i) => `k${i}: x\n`)}`],
    ['keys of a row', `people:\n  - { ${many(MANY, (i) => `k${i}: x, `)} username: xx }`],
    ['the same key', `people:\n  - { ${many(MANY, () => 'username: x, ')} }`],
    ['anchors', `people:\n${many(5_000, (i) => `  - { username: &a${i} u${i}, name: *a${i} }\n`)}`],
    ['rows', `people:\n${many(2 * MANY, () => '  - {}\n')}`],
    ['faults of YAML', many(MANY, () => '- ]\n')],
    ['brackets', `people: ${'['.repeat(5 * MANY)}`],
    ['braces', `people: ${'{a: '.repeat(MANY)}`],
    ['bytes', '#'.repeat(5_000_000)],
  ])('%s', (_, source) => {
    let errors: unknown[] = []
    try {
      readRows(Buffer.from(source))
    } catch (error) {
      errors = (error as { errors: unknown[] }).errors
    }
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.length).toBeLessThanOrEqual(100)
  })
})

test('a handler with open cases stays one until they are handed over; the row is named, and nothing is written', async () => {
  const district = await openOffice()
  const file = join(district.folder, 'people.yaml')
  try {
    await district.caseUntil('assigned')
    await district.sql`
      update cases set handler_id = (select id from people where username = 'handler') where stage <> 'archive'`
    await writeFile(
      file,
      'people:\n  - { username: counsel, name: 法制 }\n  - { username: handler, roles: [archivist] }\n',
    )
    for (const options of [['--dry-run'], []]) {
      const [output, errors] = [new PassThrough(), new PassThrough()]
      expect(await officeImportCommand(district.house, [file, ...options], output, errors)).toBe(1)
      expect(text(errors)).toMatch(
        /people 第2项（第3行） roles：还有1件未办结的申请由.*承办，请先在“人员”页面选择接手的承办人/,
      )
    }
    const [counsel] = await district.sql`select name from people where username = 'counsel'`
    expect(counsel!.name, 'all or nothing').toBe('示例·法制员')
    await writeFile(file, 'people:\n  - { username: handler, roles: [handler, archivist] }\n')
    expect(await officeImportCommand(district.house, [file], new PassThrough(), new PassThrough())).toBe(0)
  } finally {
    await district.close()
  }
})

describe('on the page', () => {
  const comes = async () => {
    const signedIn = await send(office.app, {
      method: 'POST',
      url: '/sign-in',
      ...asForm({ username: 'admin', password: GOOD, next: '/import' }),
    })
    const cookie = cookiesOf(signedIn)
    const { text } = await send(office.app, { url: '/import', headers: { cookie } })
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)![1]!
    const upload = (content: string | Uint8Array, token = csrf) => {
      const { headers, payload } = asUpload({ csrf: token }, [{ name: 'office.xlsx', content }])
      return send(office.app, { method: 'POST', url: '/import/preview', payload, headers: { ...headers, cookie } })
    }
    const apply = (page: string) => {
      const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!
      const form = asForm({ csrf, source: field('source'), digest: field('digest') })
      return send(office.app, { method: 'POST', url: '/import', ...form, headers: { ...form.headers, cookie } })
    }
    const gets = (url: string) => send(office.app, { url, headers: { cookie } })
    return { upload, apply, gets }
  }

  test('looked at, applied, with its links once and kept by nobody', async () => {
    const { upload, apply, gets } = await comes()
    const example = (await gets('/import/example.xlsx')).bytes
    const before = await standing()
    const seen = await upload(example)
    expect([seen.status, /data-changes="(\d+)"/.exec(seen.text)![1], await standing()]).toEqual([200, '10', before])
    expect(seen.text).toContain('县级人民政府的工作部门')
    const done = await apply(seen.text)
    expect([done.status, done.text.match(/\/invitations\/[\w-]{43}/g)!.length]).toEqual([200, 6])
    expect(done.headers['cache-control']).toBe('no-store')
    expect((await upload((await gets('/import/example.yaml')).bytes)).text).toContain('没有变化')
    const twice = await apply(seen.text)
    expect([twice.text.includes('/invitations/'), twice.text.includes('没有变化')]).toEqual([false, true])
  })

  test('where the office has changed since, the new changes are shown first', async () => {
    const { upload, apply } = await comes()
    await imports(exampleYaml())
    const seen = await upload('agencies: [{ code: yunxi, phone: 0000-7 }]')
    await office.sql`update agencies set profile = profile || '{"phone":"0000-8"}' where id = 'yunxi'`
    const shown = await apply(seen.text)
    expect(shown.text).toContain('0000-8 → 0000-7')
    expect(shown.text).not.toContain('data-applied')
    expect((await apply(shown.text)).text).toContain('data-applied="1"')
  })

  test('faults, other offices, forged forms', async () => {
    const { upload } = await comes()
    const refused = await upload('people: [{ username: xx, name: 甲, agency: nobody, roles: registrar }]')
    expect([refused.status, refused.text.includes('没有机关“nobody”')]).toEqual([422, true])
    expect((await upload('')).status).toBe(422)
    expect((await upload('x'.repeat(600_000))).text).toContain('512 KB')
    expect((await upload('people: []', 'forged')).status).toBe(403)
    await imports(exampleYaml())
    const alone = { ...departmentOf(7), code: 'alone', takenInBy: 'alone' }
    const foreign = await upload(JSON.stringify({ agencies: [alone] }))
    expect([foreign.status, foreign.text.includes('office import')]).toEqual([422, true])
    expect((await imports(JSON.stringify({ agencies: [alone] }))).code).toBe(0)
    // Its own administrator does not take an agency out of the hands of who takes in for it.
    await office.sql`update people set agency_id = 'yunxi-zjj' where username = 'admin'`
    const leaves = await upload('agencies: [{ code: yunxi-zjj, takenInBy: yunxi-zjj }]')
    expect([leaves.status, leaves.text.includes('由现在统一收件的机关变更')]).toEqual([422, true])
    expect(leaves.text).toContain('agencies 第1项（第1行） takenInBy')
    await office.sql`update people set agency_id = 'yunxi' where username = 'admin'`
    const theirs = await upload('units: [{ agency: alone, id: alone-1, name: 科 }]')
    expect(theirs.status).toBe(422)
  })
})

test('the file that README shows can be imported as it stands', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const [, example] = /```yaml\n(.*?)```/s.exec(readme)!
  const { code, links, said } = await imports(example!)
  expect([code, links.map(({ username }) => username)], said).toEqual([0, ['jia']])
})
