/**
 * Personal data in a register that leaves the house: enough to know a case by, not enough to know a person by (《个人信息保护法》
 * 第六条: as little as the purpose needs). The name and the code of an organisation are public and stay; those who stand for it
 * (法定代表人, 联系人, 代理人), its telephone, mail and address are masked as those of a person are.
 */

/** 张**: the family name as far as one sign can say it. What stands for an erased name stays. */
export const maskedName = (name: string): string => {
  const signs = [...name]
  if (name.startsWith('（') || signs.length === 0) return name
  return `${signs[0]}${'*'.repeat(Math.max(1, signs.length - 1))}`
}

/** 138****5678; of a short number the last two figures. */
export const maskedPhone = (phone: string): string =>
  phone.length >= 11
    ? `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
    : `${'*'.repeat(Math.max(0, phone.length - 2))}${phone.slice(-2)}`

/** z***@example.cn. */
export const maskedEmail = (email: string): string => {
  const at = email.lastIndexOf('@')
  return at < 1 ? '***' : `${[...email][0]}***${email.slice(at)}`
}

/** As far as the district: the first six signs. */
export const maskedAddress = (address: string): string => {
  const signs = [...address]
  return signs.length <= 6 ? '*'.repeat(signs.length) : `${signs.slice(0, 6).join('')}****`
}
