/** What stands around the handbook in both languages. */
import type { Role } from '../people/may.ts'
import { en } from '../web/words/en.ts'
import { say } from '../web/words/say.ts'
import { zh } from '../web/words/zh.ts'
import type { Both, Language } from './handbook.ts'

export const WORDS = {
  title: { zh: '帮助', en: 'Help' },
  lead: {
    zh: '每个岗位一页：一天做什么，每一步的依据和办理页面，常见的错误。',
    en: 'A page for each role: what it does in a day, each step with its article and the page where it is done, and the commonest mistakes.',
  },
  roles: { zh: '岗位', en: 'Roles' },
  yours: { zh: '您的岗位', en: 'Your role' },
  steps: { zh: '一天的工作', en: 'The day, step by step' },
  mistakes: { zh: '常见的错误', en: 'The commonest mistakes' },
  where: { zh: '在哪里办', en: 'Where' },
  other: { zh: 'English', en: '中文' },
  handbook: { zh: '工作手册', en: 'Handbook' },
  print: { zh: '打印工作手册（PDF）', en: 'Print the handbook (PDF)' },
  contents: { zh: '目录', en: 'Contents' },
  page: { zh: '页', en: 'Page' },
  signIn: {
    zh: '登录：在浏览器打开本系统的地址，点“工作人员登录”，填写用户名和密码。第一次使用，用系统管理员给的一次性链接设置密码；设置了验证器或者通行密钥的，登录时再验证一次。忘记密码的，请系统管理员重新发链接。每一页右上角的“帮助”打开与该页有关的一步。',
    en: 'Signing in: open the address of this system in a browser, follow the link for staff, and give your username and password. The first time set your password by the one-time link from an administrator; who has set up an authenticator or a passkey is asked for it as well. An administrator sends a new link to whoever forgot their password. Help, at the top right of every page, opens the step that fits the page.',
  },
  more: { zh: '学习和练习', en: 'Learning and practice' },
  drills: { zh: '演练：败诉案例逐日重放', en: 'Drills: judged losses replayed day by day' },
  examples: { zh: '案例分析', en: 'Case library' },
  training: { zh: '年度轮训', en: 'Yearly training' },
  practice: { zh: '演练区', en: 'Practice space' },
  back: { zh: '回到来时的页面', en: 'Back to the page before' },
  foot: { zh: '本手册与系统中的帮助页面出自同一文本。', en: 'The same text as the help pages of the system.' },
  sample: { zh: '供培训和日常工作使用。', en: 'For training and daily work.' },
} as const satisfies Record<string, Both>

/** Names of the roles in English, as people say them. */
const ROLES_EN: Record<Role, string> = {
  registrar: 'Registrar',
  handler: 'Handler',
  head: 'Head of the disclosure office',
  counsel: 'Legal reviewer',
  signer: 'Signer',
  archivist: 'Archivist',
  supervisor: 'Supervisor',
  admin: 'Administrator',
  security: 'Security officer',
  auditor: 'Auditor',
}

/** What a role is called. @param name in Chinese */
export const roleIn = (lang: Language, role: Role, name: string): string => (lang === 'en' ? ROLES_EN[role] : name)

/** An article in the language of the page. */
export const articleIn = (lang: Language, article: string): string => say(lang === 'en' ? en : zh, article)
