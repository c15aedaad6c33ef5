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
