/** What a password must be: long, of several kinds (GB/T 22239 8.1.4.1), known to nobody, and not the person's own names. */

/** Whose password it is to be: what anybody would try first. */
export type Owner = { username: string; name: string; agencyNames: readonly string[] }

export const [SHORTEST, LONGEST] = [10, 200]
/** A word of the list with so many other characters around it is a guess away. */
const DISGUISE = 8
const LEET: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

/** Says what is lacking, or nothing. Former passwords are asked for elsewhere: they cost a hash each. */
export async function passwordFault(typed: string, owner: Owner): Promise<string | null> {
  const password = typed.normalize('NFC')
  const length = [...password].length
  if (length < SHORTEST) return `密码不少于${SHORTEST}个字符`
  if (length > LONGEST) return `密码不超过${LONGEST}个字符`
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  if (kinds < 3) return '密码应当含有大写字母、小写字母、数字、符号中的三种'
  if (new Set(password).size < 5) return '密码中的不同字符太少，容易猜到'
  const small = password.toLowerCase()
  const own = [owner.username, owner.name, ...owner.agencyNames].map((name) => name.trim().toLowerCase())
  if (own.some((name) => [...name].length > 1 && small.includes(name))) return '密码不能含有用户名、姓名或者机关名称'
  return (await isCommon(small)) ? '这个密码很常见，或者由常见密码加几个字符组成，容易猜到' : null
}

/** As it stands, and without what is usually put around a word or in place of its letters. */
async function isCommon(small: string): Promise<boolean> {
  const words = await commonPasswords()
  const core = small.replace(/^[^a-z@$]+|(?<![^a-z])[^a-z]+$/g, '')
  const spelt = [...core].map((letter) => LEET[letter] ?? letter).join('')
  const unmarked = small.replace(/[^a-z\d]/g, '')
  const letters = small.replace(/[^a-z]/g, '') // 1qaz@WSX3edc; of two short words that meet, nobody thinks
  const added = (word: string) => small.length - word.length <= DISGUISE
  const found = (word: string, shortest: number) => word.length >= shortest && added(word) && words.has(word)
  return words.has(small) || [core, spelt, unmarked].some((word) => found(word, 4)) || found(letters, 8)
}

/** What offices begin with, and a list that was gathered elsewhere lacks. */
const LOCAL = ['zhengfu', 'gongkai', 'xinxi', 'zwgk', 'ysqgk', 'mima', 'zhongguo', 'huawei', 'weixin']

let list: Promise<ReadonlySet<string>> | undefined

/** Read when the first password is set: most processes never need it. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...dictionary['passwords-common'], ...LOCAL]),
  )
  return list
}
