/** The form of an agency, in the order of its letters; below each part the lines that it changes. */
import { AGENCY_KINDS } from '../../../workflows/statute/remedies.ts'
import { SelectField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'
import { AGENCY_LABELS } from '../agency.ts'
import type { Sample } from '../sample.ts'

type Props = {
  form: FormState
  /** New: the code is asked for. */
  isNew: boolean
  /** Those that may take in for it, by code; without any it takes in for itself. */
  offices: Readonly<Record<string, string>>
  sample?: Sample | undefined
}

const OPTIONAL = '（选填）'

export function AgencyFields({ form, isNew, offices, sample }: Props) {
  const field = (name: keyof typeof AGENCY_LABELS) => ({ name, label: AGENCY_LABELS[name], form })
  return (
    <>
      <fieldset class="part">
        <legend>名称和文号</legend>
        <TextField {...field('name')} help="全称，印在文书的发文机关标志和署名处。" />
        {isNew && (
          <TextField
            {...field('code')}
            width="middle"
            help="用于网址和接口，字母、数字和连字符，例如 yunxi。设置以后不能改。"
          />
        )}
        <SelectField
          {...field('kind')}
          choices={AGENCY_KINDS}
          choose="请选择"
          help="决定向谁申请行政复议（《行政复议法》第二十四条至第二十八条）。"
        />
        <TextField {...field('mark')} width="middle" help="文号里年份前面的文字，例如 云住建依。各机关不能相同。" />
        {Object.keys(offices).length > 0 && (
          <SelectField
            {...field('takenInBy')}
            choices={offices}
            help="统一收件的机关可以看到、登记和送达本机关的申请。"
          />
        )}
        <TextField
          {...field('office')}
          optional={OPTIONAL}
          help="政府信息公开工作机构的名称；不填写的，为机关名称加“办公室”。"
        />
        <TextField {...field('shortName')} optional={OPTIONAL} help="列表和信封上用的简称；不填写的，用全称。" />
        <TextField
          {...field('englishName')}
          optional={OPTIONAL}
          help="英文页面和英文邮件上用的名称；不填写的，用中文全称。"
        />
        <Shows lines={sample && [sample.number]} caption="文书上的文号" />
      </fieldset>
      <fieldset class="part">
        <legend>联系方式</legend>
        <TextField {...field('address')} />
        <TextField {...field('postcode')} width="short" inputMode="numeric" />
        <TextField {...field('phone')} width="middle" />
        <TextField {...field('fax')} width="middle" optional={OPTIONAL} />
        <TextField {...field('email')} type="email" optional={OPTIONAL} />
        <TextField {...field('hours')} help="例如：工作日9:00至12:00、14:00至17:30" />
        <Shows lines={sample?.contact} caption="文书上的联系方式" />
      </fieldset>
      <fieldset class="part">
        <legend>救济途径</legend>
        <TextField
          {...field('reconsiderationBody')}
          help="行政复议机关的全称，例如：某某区人民政府。按机关类型核对。"
        />
        <TextField {...field('reconsiderationOnline')} optional={OPTIONAL} />
        <TextField {...field('court')} help="全称，例如：某某区人民法院。" />
        <Shows lines={sample?.remedies} caption="文书上的救济途径" />
      </fieldset>
      <fieldset class="part">
        <legend>信息处理费的缴纳</legend>
        <TextField {...field('feePayee')} optional={OPTIONAL} help="例如：某某区财政局非税收入专户" />
        <TextField {...field('feeAccount')} optional={OPTIONAL} />
        <TextField {...field('feePlace')} optional={OPTIONAL} />
        <Shows lines={sample?.payment} caption="文书上的缴费方式" />
      </fieldset>
    </>
  )
}

/** The lines as a letter of this agency, or what else the caption names, has them. */
export function Shows({ lines, caption }: { lines: readonly string[] | undefined; caption: string }) {
  if (!lines?.length) return null
  return (
    <figure class="letter-lines">
      <figcaption>{`${caption}：`}</figcaption>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </figure>
  )
}
