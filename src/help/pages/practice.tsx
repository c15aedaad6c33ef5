/** 演练区: in a real installation how to start it; in the practice space itself the exercises of each role. */
import { hasRole, ROLES, readsCases } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { EXERCISES, type Exercise } from '../exercises.ts'
import type { Both, Language } from '../handbook.ts'
import { roleIn, WORDS } from '../words.ts'

type Props = { viewer: Viewer; csrf: string; lang: Language; practice: boolean }

const SAYS = {
  apart: {
    zh: '演练区是另一套独立的数据：有自己的数据库、文件和编号，不计入任何统计，邮件只留在本机、不向外发出（办理经过里的“邮件发出”也是这样），不发短信，不与其他平台交换。里面的机关、人员和申请都是虚构的，每一页和每一份文书都标着“演练”。请不要录入真实的申请。',
    en: 'The practice space has a database, files and numbers of its own. Nothing in it counts, mails stay on this machine (those that a timeline calls sent, too), no text message is sent, and it speaks to no other platform. Its agencies, people and applications are fictitious, and each page and letter is marked 演练. Enter no real application.',
  },
  start: {
    zh: '在服务器上启动，窗口里会写出地址，把地址告诉要练习的人：',
    en: 'Start it on the server. It prints an address; give it to those who practise:',
  },
  ask: {
    zh: '由系统管理员启动。想练习的，请系统管理员告诉您地址和密码；想重新开始的，也请系统管理员重新启动。',
    en: 'An administrator starts it. To practise, ask them for its address and password, and ask them, too, to begin it again.',
  },
  again: {
    zh: '练完想重新开始的，先停下，再这样启动，里面的数据全部清空、重新备好：',
    en: 'To begin again, stop it and start it so. All of its data are wiped and prepared anew:',
  },
  accounts: {
    zh: '账号按岗位分：registrar、handler、head、counsel、signer、archivist、supervisor、admin、security、auditor。密码在启动的窗口里。',
    en: 'There is an account for each role: registrar, handler, head, counsel, signer, archivist, supervisor, admin, security, auditor. The password stands where it was started.',
  },
  here: { zh: '这里就是演练区。', en: 'This is the practice space.' },
  exercises: { zh: '练习', en: 'Exercises' },
  done: { zh: '怎样算做对', en: 'How you know that it is right' },
} as const satisfies Record<string, Both>

export function PracticePage({ viewer, csrf, lang, practice }: Props) {
  return (
    <StaffPage title={WORDS.practice[lang]} viewer={viewer} csrf={csrf}>
      <div lang={lang === 'en' ? 'en' : undefined}>
        <p class="kicker">
          <a href={lang === 'en' ? '/help?lang=en' : '/help'}>{WORDS.title[lang]}</a>
        </p>
        <h1>{WORDS.practice[lang]}</h1>
        <p class="lead">{SAYS.apart[lang]}</p>
        {practice && <p>{SAYS.here[lang]}</p>}
        {hasRole(viewer, 'admin') ? <Starting {...{ lang, practice }} /> : <p>{SAYS.ask[lang]}</p>}
        <h2>{SAYS.exercises[lang]}</h2>
        <ul class="plain-list">
          {ofTheirsFirst(viewer).map((one) => (
            <li key={one.task.zh} data-exercise={one.role}>
              <Task one={one} lang={lang} practice={practice && readsCases(viewer)} />
            </li>
          ))}
        </ul>
      </div>
    </StaffPage>
  )
}

/** How whoever runs the server starts it, for administrators alone. */
function Starting({ lang, practice }: Pick<Props, 'lang' | 'practice'>) {
  return (
    <>
      {!practice && (
        <>
          <p>{SAYS.start[lang]}</p>
          <pre tabindex={0}>npm run -s ysqgk -- practice</pre>
          <p>{SAYS.accounts[lang]}</p>
        </>
      )}
      <p>{SAYS.again[lang]}</p>
      <pre tabindex={0}>npm run -s ysqgk -- practice --again</pre>
    </>
  )
}

/** Those of the reader's own role stand first. */
const ofTheirsFirst = ({ roles }: Viewer) => {
  const isTheirs = ({ role }: Exercise) => Number(roles.includes(role))
  return EXERCISES.toSorted((a, b) => isTheirs(b) - isTheirs(a))
}

/** @param practice the reader is in the practice space and may open the case */
function Task({ one, lang, practice }: { one: Exercise; lang: Language; practice: boolean }) {
  const about = one.case
  return (
    <>
      <p class="description">
        <b>{roleIn(lang, one.role, ROLES[one.role])}</b> {one.task[lang]}
      </p>
      {about && (
        <p>
          {practice ? (
            <a class="offered" href={`/desk?q=${encodeURIComponent(about)}`}>
              {about}
            </a>
          ) : (
            about
          )}
        </p>
      )}
      {one.steps && (
        <ol>
          {one.steps.map((step) => (
            <li key={step.zh}>{step[lang]}</li>
          ))}
        </ol>
      )}
      <p class="hint">{`${SAYS.done[lang]}${lang === 'en' ? ': ' : '：'}${one.done[lang]}`}</p>
    </>
  )
}
