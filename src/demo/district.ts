/** 云溪区: a district that does not exist, its office, its departments and its staff. */
import type { AgencyProfile } from '../people/tables.ts'

export const PASSWORD = 'Demo-2026-open'
export const OFFICE = 'yunxi'

const profile = (shortName: string, mark: string, n: number, reconsiderationBody: string): AgencyProfile => ({
  shortName,
  office: n === 1 ? '云溪区政府信息公开办公室' : `${shortName}办公室`,
  mark,
  address: `示例省示例市云溪区示例路${n}号`,
  postcode: '000000',
  phone: `0000-000000${n}`,
  email: `gk${n}@example.gov.cn`,
  hours: '工作日 9:00—12:00、14:00—17:00',
  reconsiderationBody,
  reconsiderationOnline: 'https://fuyi.example.gov.cn',
  court: n === 1 ? '示例市中级人民法院' : '示例市云溪区人民法院',
})

export const AGENCIES = [
  {
    id: OFFICE,
    name: '云溪区人民政府',
    kind: 'countyGovernment',
    profile: profile('云溪区政府', '云政依', 1, '示例市人民政府'),
  },
  {
    id: 'yunxi-zjj',
    name: '云溪区住房和城乡建设局',
    kind: 'countyDepartment',
    profile: profile('云溪区住建局', '云住建依', 2, '云溪区人民政府'),
  },
  {
    id: 'yunxi-zrzy',
    name: '云溪区自然资源局',
    kind: 'countyDepartment',
    profile: profile('云溪区自然资源局', '云自然依', 3, '云溪区人民政府'),
  },
  {
    id: 'yunxi-jyj',
    name: '云溪区教育局',
    kind: 'countyDepartment',
    profile: profile('云溪区教育局', '云教依', 4, '云溪区人民政府'),
  },
  {
    id: 'yunxi-wjj',
    name: '云溪区卫生健康局',
    kind: 'countyDepartment',
    profile: profile('云溪区卫健局', '云卫依', 5, '云溪区人民政府'),
  },
].map((agency, i) => ({ ...agency, takenInBy: OFFICE, position: i + 1 }))

export const UNITS = [
  { id: 'yunxi-gkk', agencyId: OFFICE, name: '政府信息公开科' },
  { id: 'yunxi-zhk', agencyId: OFFICE, name: '综合科' },
  { id: 'yunxi-dck', agencyId: OFFICE, name: '督查科' },
  { id: 'yunxi-zjj-bgs', agencyId: 'yunxi-zjj', name: '住建局办公室' },
  { id: 'yunxi-zrzy-bgs', agencyId: 'yunxi-zrzy', name: '自然资源局办公室' },
  { id: 'yunxi-jyj-bgs', agencyId: 'yunxi-jyj', name: '教育局办公室' },
  { id: 'yunxi-wjj-bgs', agencyId: 'yunxi-wjj', name: '卫健局办公室' },
].map((unit, i) => ({ ...unit, position: i + 1 }))

/** One account a role, all of them in the intake office; the contract names them. */
export const STAFF = [
  { username: 'registrar', name: '示例·登记员', units: ['yunxi-gkk'] },
  { username: 'handler', name: '示例·承办人', units: ['yunxi-gkk'] },
  { username: 'counsel', name: '示例·法制员', units: [] },
  { username: 'head', name: '示例·公开办主任', units: ['yunxi-gkk'] },
  { username: 'signer', name: '示例·签发人', units: [] },
  { username: 'archivist', name: '示例·档案员', units: [] },
  { username: 'supervisor', name: '示例·监督员', units: [] },
  { username: 'admin', name: '示例·系统管理员', units: [] },
  { username: 'security', name: '示例·安全管理员', units: [] },
  { username: 'auditor', name: '示例·审计员', units: [] },
].map((person) => ({
  ...person,
  agencyId: OFFICE,
  roles: [person.username],
  email: `${person.username}@example.gov.cn`,
}))

/** Every other unit has a handler of its own: a case can be assigned to any of them. */
export const UNIT_HANDLERS = UNITS.filter(({ id }) => id !== 'yunxi-gkk').map(({ id, agencyId, name }) => {
  const username = id.replace(OFFICE, 'handler')
  return {
    username,
    name: `示例·${name}承办人`,
    agencyId,
    roles: ['handler'],
    units: [id],
    email: `${username}@example.gov.cn`,
  }
})
