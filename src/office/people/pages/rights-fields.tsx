/** The boxes for roles and units, alike for somebody new and for somebody who is there. */
import { ROLES, type Role } from '../../../people/may.ts'
import { SeveralField } from '../../../web/parts/several-field.tsx'
import type { FormState } from '../../../web/shapes.ts'
import type { Unit } from '../views.ts'

type Props = { form: FormState; units: readonly Unit[]; prefix?: string }

const DOES: Record<Role, string> = {
  registrar: '收件、确认、登记、送达',
  handler: '办理所在承办机构的申请，拟稿',
  head: '分办，批准延期',
  counsel: '审核答复，管理文书模板',
  signer: '签发',
  archivist: '归档',
  supervisor: '查看各机关的申请，不作变更',
  admin: '管理机关、人员和设置，不看申请',
  security: '批准权限，不看申请',
  auditor: '查看登录、授权和机关变更的记录，不看申请',
}
const LABELS = Object.fromEntries(Object.entries(ROLES).map(([role, zh]) => [role, `${zh}：${DOES[role as Role]}`]))

export function RightsFields({ form, units, prefix }: Props) {
  const ground = { form, ...(prefix && { prefix }) }
  return (
    <>
      <SeveralField
        {...{ ...ground, name: 'roles', label: '岗位', choices: LABELS }}
        help="系统管理员、安全管理员、审计员由专人担任，不能兼任其他岗位。"
      />
      {units.length > 0 ? (
        <SeveralField
          {...{ ...ground, name: 'units', label: '承办机构', optional: '（可以不选，也可以选几个）' }}
          choices={Object.fromEntries(units.map(({ id, name }) => [id, name]))}
          help="承办人办理所在承办机构的申请。"
        />
      ) : (
        <p class="hint">这个机关还没有承办机构。</p>
      )}
    </>
  )
}
