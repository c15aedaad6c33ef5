/** The page's first half: choosing the bundle and the key, starting the proof, telling how far it is. */
import { sourceOf } from '../proof/unzip.ts'
import type { Told } from './aside.ts'
import { over } from './bytes.ts'
import { type Answer, judge } from './judge.ts'
import { at, inMegabytes, shown } from './parts.ts'
import { show } from './show.ts'

/** The last chosen, by the button or dropped. */
let chosen: File | undefined

export function openThePage(): void {
  const [bundle, keyFile, key] = [at<HTMLInputElement>('bundle'), at<HTMLInputElement>('key-file'), keyField()]
  bundle.addEventListener('change', () => choose(bundle.files?.[0]))
  keyFile.addEventListener('change', async () => {
    key.value = (await keyFile.files?.[0]?.slice(0, LONGEST_KEY).text()) ?? ''
  })
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    choose(event.dataTransfer?.files[0])
  })
  at('form').addEventListener('submit', (event) => {
    event.preventDefault()
    void begin()
  })
  at('print').addEventListener('click', () => globalThis.print())
}
/** Bytes; a key and sixty-four notes of hand-over. */
const LONGEST_KEY = 2 ** 21
const keyField = () => at<HTMLTextAreaElement>('key')

function choose(file: File | undefined): void {
  chosen = file
  at('chosen').textContent = file ? `${shown(file.name)}（${inMegabytes(file.size)}）` : ''
}

async function begin(): Promise<void> {
  if (!chosen) {
    at('chosen').textContent = '请先选择证据卷（ZIP 文件）。'
    at('bundle').focus()
    return
  }
  const [file, button, progress] = [chosen, at<HTMLButtonElement>('begin'), at<HTMLProgressElement>('progress')]
  button.disabled = true
  at('result').hidden = true
  at('reading').hidden = false
  document.body.dataset.state = 'reading'
  const tell = (read: number) => {
    const part = Math.min(1, read / Math.max(1, file.size))
    progress.value = part
    at('read').textContent = `正在核验：已读取 ${Math.floor(part * 100)}%（共 ${inMegabytes(file.size)}）`
  }
  tell(0)
  try {
    show(await answered(file, keyField().value, tell), file.name)
  } catch (error) {
    show({ unfinished: String(error) }, file.name)
  } finally {
    at('reading').hidden = true
    button.disabled = false
  }
}

/** By a worker, so that the page stays at hand; where the browser gives none, here, with all of the file in memory. */
async function answered(file: File, key: string, tell: (read: number) => void): Promise<Answer> {
  const worker = newWorker()
  if (!worker) {
    try {
      return judge(sourceOf(over(new Uint8Array(await file.arrayBuffer())) as unknown as Buffer), key)
    } catch (error) {
      return { unreadable: String(error) }
    }
  }
  const answer = await new Promise<Answer>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if ('read' in data) tell(data.read)
      else resolve(data.done)
    })
    worker.addEventListener('error', ({ message }) => resolve({ unfinished: message || '浏览器没有运行核验程序' }))
    worker.postMessage({ file, key })
  })
  worker.terminate()
  return answer
}

function newWorker(): Worker | undefined {
  const program = URL.createObjectURL(new Blob([at('program').textContent ?? ''], { type: 'text/javascript' }))
  try {
    return new Worker(program)
  } catch {
    return undefined
  }
}
