/** An office from a file, on a page: upload, look, apply. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from '../ground/config.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { smallUpload } from '../web/small-upload.ts'
import { applyRows, digestOf, type Importer, lookAt } from './import/apply.ts'
import { exampleWorkbook, exampleYaml } from './import/example.ts'
import { fault, readRows } from './import/rows.ts'
import { administratorsOnly, ownOf } from './may.ts'
import { ImportPage } from './pages/import.tsx'

/** Five thousand rows; it goes through the page and back, written as text, in one form. */
const LARGEST = 512 * 1024

/**
 * `/import` for administrators: a preview changes nothing; a file with faults comes back with 422 and each of them.
 * @throws Refusal NOT_YOURS, CSRF, MALFORMED
 */
export async function importPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'law' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', administratorsOnly)

  app.get('/import', async (request, reply) => show(request, reply, {}))

  app.get('/import/example.yaml', async (_, reply) =>
    reply
      .type('application/yaml; charset=utf-8')
      .header('content-disposition', 'attachment; filename="example.yaml"')
      .send(exampleYaml()),
  )

  app.get('/import/example.xlsx', async (_, reply) =>
    reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', 'attachment; filename="example.xlsx"')
      .send(Buffer.from(exampleWorkbook())),
  )

  app.post('/import/preview', async (request, reply) => {
    if (!request.isMultipart()) throw new Refusal('MALFORMED')
    const { fields, file } = await smallUpload(request, LARGEST)
    await administratorsOnly(request)
    checkCsrf(request, fields.csrf)
    return refusing(request, reply, async () => {
      if (!file) throw invalid(fault('file', 'MISSING', '请选择文件'))
      if (file.length > LARGEST) throw invalid(fault('file', 'TOO_BIG', '文件超过 512 KB，请分几个文件导入'))
      return look(request, reply, file)
    })
  })

  app.post('/import', async (request, reply) => {
    const { csrf, source = '', digest } = formOf(request.body)
    checkCsrf(request, csrf)
    return refusing(request, reply, async () => {
      const content = Buffer.from(source, 'base64')
      const rows = readRows(content)
      const importer = importerOf(request)
      const seen = await house.sql.begin((tx) => lookAt(tx, house, rows, importer))
      // Somebody changed the office meanwhile: what would change now is shown before it is applied.
      if (digestOf(seen) !== digest) return look(request, reply, content)
      const { plan, links, waiting } = await house.sql.begin((tx) => applyRows(tx, house, rows, importer))
      const address = addressOf(house.config, house.config.port)
      const applied = {
        changes: plan.changes.filter(({ act }) => act !== 'same').length,
        links: links.map(({ path, ...person }) => ({ ...person, link: address + path })),
        waiting,
      }
      reply.header('cache-control', 'no-store')
      return show(request, reply, { applied })
    })
  })

  async function look(request: FastifyRequest, reply: FastifyReply, content: Buffer) {
    const plan = await house.sql.begin((tx) => lookAt(tx, house, readRows(content), importerOf(request)))
    const { changes, notes } = plan
    return show(request, reply, {
      preview: { changes, notes, source: content.toString('base64'), digest: digestOf(plan) },
    })
  }

  async function refusing(request: FastifyRequest, reply: FastifyReply, act: () => Promise<FastifyReply>) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      // A row has no control on the page: its place is said in words.
      const errors = error.errors.map(({ field, message }) =>
        field === 'file' ? { field, message } : { field: '', message: `${field}：${message}` },
      )
      return show(request, reply, { form: { values: {}, errors } }, 422)
    }
  }

  type Shown = Partial<Pick<Parameters<typeof ImportPage>[0], 'form' | 'preview' | 'applied'>>
  function show({ viewer }: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) {
    return sendPage(
      reply,
      ImportPage({ viewer, csrf: viewer.csrf, form: { values: {}, errors: [] }, ...shown }),
      status,
    )
  }
}

const importerOf = ({ viewer }: FastifyRequest): Importer => ({
  by: `staff:${viewer.username}`,
  agencyIds: viewer.agencyIds,
  own: ownOf(viewer),
})
