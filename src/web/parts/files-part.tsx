/** Files of an application: a browser forgets chosen files when a form comes back, so their names are said. */

import type { PartProps } from './application-fields.tsx'
import { FilesField } from './field.tsx'

type Props = PartProps & { files: { name: string }[]; needsFilesAgain?: boolean | undefined }

export function FilesPart({ words, form, files, needsFilesAgain }: Props) {
  const { apply, site } = words
  return (
    <>
      {files.length > 0 && (
        <div class={needsFilesAgain ? 'note soon' : 'note'}>
          <p>{needsFilesAgain ? apply.filesAgain : apply.filesKept}</p>
          <ul>
            {files.map(({ name }) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      <FilesField {...{ name: 'files', label: apply.files, form, help: apply.filesHelp, optional: site.optional }} />
    </>
  )
}
