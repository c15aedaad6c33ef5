/** 网站: what the foot of each public page says, and what the office adds to both statements. */
import type { Site } from '../../ground/site.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import type { FormState } from '../../web/shapes.ts'

type Props = { csrf: string; agency: string; site: Site; form: FormState; open: boolean }

const LABELS: Record<keyof Site, string> = {
  host: '主办单位',
  operator: '承办单位',
  code: '网站标识码',
  icp: 'ICP备案号',
  police: '公安备案号',
  contact: '联系方式',
  privacy: '个人信息保护说明的补充',
  accessibility: '无障碍说明的补充',
}

export function SiteSection({ csrf, agency, site, form: came, open }: Props) {
  const form = open && came.errors.length > 0 ? came : { values: { ...site }, errors: [] }
  const field = (name: keyof Site) => ({ form, prefix: 'site-', optional: '（选填）', name, label: LABELS[name] })
  return (
    <section aria-labelledby="site-title">
      <h2 id="site-title">网站</h2>
      <p class="hint">
        印在每个公众页面的页脚（国办发〔2017〕47号）。没有填写的不显示。两份说明的通用内容已经写好，这里只填本机关要补充的。
      </p>
      <details class="fold setting" open={open}>
        <summary>
          <b>页脚和说明</b> <span class="hint">{site.host ?? '没有填写'}</span>
        </summary>
        <form method="post" action="/settings/site" class="stack" data-site>
          <ErrorSummary form={form} prefix="site-" labels={LABELS} />
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="agency" value={agency} />
          <TextField {...field('host')} help="例如：某某区人民政府" />
          <TextField {...field('operator')} help="例如：某某区人民政府办公室" />
          <TextField {...field('code')} width="middle" help="十位字母或者数字" />
          <TextField {...field('icp')} width="middle" />
          <TextField {...field('police')} width="middle" />
          <TextField {...field('contact')} help="电话、邮箱或者地址" />
          <AreaField {...field('privacy')} />
          <AreaField {...field('accessibility')} />
          <button type="submit">保存</button>
        </form>
      </details>
    </section>
  )
}
