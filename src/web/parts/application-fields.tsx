/** What Art 29 asks of an application, for the citizen's form and for staff who enter a paper one. */
import type { AgencyView, FormState } from '../../cases/views.ts'
import type { Words } from '../words/zh.ts'
import { AreaField, CheckField, RadioField, SelectField, TextField } from './field.tsx'

export type PartProps = { words: Words; form: FormState }

/** Without :has() both blocks stay visible and usable; the route reads those of the chosen kind. */
export function ApplicantFields({ words, form }: PartProps) {
  const { apply, site } = words
  const { optional } = site
  return (
    <>
      <RadioField
        {...{ name: 'kind', label: apply.kind, form, initial: 'person' }}
        choices={{ person: apply.person, organisation: apply.organisation }}
      />
      <TextField
        {...{ name: 'name', form, help: apply.nameHelp, autocomplete: 'name' }}
        label={
          <>
            <span data-kind="person">{apply.name}</span>
            <span class="or"> / </span>
            <span data-kind="organisation">{apply.organisationName}</span>
          </>
        }
      />
      <div class="part" data-kind="person">
        <p class="or part-title">{apply.personPart}</p>
        <SelectField {...{ name: 'idType', label: apply.idType, form, choices: words.idTypes }} />
        <TextField
          {...{ name: 'idNumber', label: apply.idNumber, form, help: apply.idNumberHelp, autocomplete: 'off' }}
        />
        <TextField {...{ name: 'employer', label: apply.employer, form, optional, autocomplete: 'organization' }} />
      </div>
      <div class="part" data-kind="organisation">
        <p class="or part-title">{apply.organisationPart}</p>
        <SelectField
          {...{ name: 'organisationType', label: apply.organisationType, form, choose: site.choose }}
          choices={words.organisationTypes}
        />
        <TextField
          {...{ name: 'creditCode', label: apply.creditCode, form, help: apply.creditCodeHelp, autocomplete: 'off' }}
        />
        <TextField {...{ name: 'representative', label: apply.representative, form, width: 'middle' as const }} />
        <TextField {...{ name: 'contact', label: apply.contact, form, width: 'middle' as const }} />
      </div>
      <TextField
        {...{ name: 'phone', label: apply.phone, form, help: apply.phoneHelp, type: 'tel', width: 'middle' }}
        autocomplete="tel"
      />
      <TextField {...{ name: 'email', label: apply.email, form, optional, type: 'email', autocomplete: 'email' }} />
      <TextField
        {...{ name: 'address', label: apply.address, form, optional, help: apply.addressHelp }}
        autocomplete="street-address"
      />
      <TextField
        {...{ name: 'postcode', label: apply.postcode, form, optional, width: 'short', inputMode: 'numeric' }}
        autocomplete="postal-code"
      />
      <CheckField {...{ name: 'hasAgent', label: apply.hasAgent, form, help: apply.hasAgentHelp }} />
      <div class="part" data-agent>
        <p class="part-title">{apply.agentPart}</p>
        <TextField {...{ name: 'agentName', label: apply.agentName, form, width: 'middle', autocomplete: 'off' }} />
        <SelectField {...{ name: 'agentIdType', label: apply.agentIdType, form, choices: words.idTypes }} />
        <TextField {...{ name: 'agentIdNumber', label: apply.agentIdNumber, form, autocomplete: 'off' }} />
        <TextField
          {...{ name: 'agentPhone', label: apply.agentPhone, form, type: 'tel', width: 'middle', autocomplete: 'off' }}
        />
      </div>
    </>
  )
}

export function RequestFields({ words, form }: PartProps) {
  const { apply, site } = words
  return (
    <>
      <TextField
        {...{ name: 'title', label: apply.requestTitle, form, help: apply.requestTitleHelp, autocomplete: 'off' }}
      />
      <AreaField {...{ name: 'description', label: apply.description, form, help: apply.descriptionHelp, rows: 6 }} />
      <details class="fold">
        <summary>{apply.examples}</summary>
        <ul>
          {apply.exampleItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </details>
      <TextField
        {...{ name: 'documentNumber', label: apply.documentNumber, form, help: apply.documentNumberHelp }}
        optional={site.optional}
        autocomplete="off"
      />
    </>
  )
}

export function DeliveryFields({ words, form }: PartProps) {
  const { apply } = words
  return (
    <>
      <RadioField {...{ name: 'form', label: apply.form, form, choices: words.forms, initial: 'electronic' }} />
      <RadioField
        {...{ name: 'delivery', label: apply.delivery, form, choices: words.deliveries, initial: 'portal' }}
        help={apply.deliveryHelp}
      />
      <CheckField {...{ name: 'needsHelp', label: apply.needsHelp, form, help: apply.needsHelpHelp }} />
    </>
  )
}

/** Names for the error summary, in the order of the form. */
export function applicationLabels({ apply }: Words): Record<string, string> {
  const { agency, kind, name, idType, idNumber, employer, organisationType, creditCode, representative, contact } =
    apply
  const { phone, email, address, postcode, agentName, agentIdType, agentIdNumber, agentPhone } = apply
  const { requestTitle: title, description, documentNumber, form, delivery, files } = apply
  return {
    ...{ agency, kind, name, idType, idNumber, employer, organisationType, creditCode, representative, contact },
    ...{ phone, email, address, postcode, agentName, agentIdType, agentIdNumber, agentPhone },
    ...{ title, description, documentNumber, form, delivery, files },
  }
}

export function AgencyField({ words, form, agencies }: PartProps & { agencies: AgencyView[] }) {
  return (
    <SelectField
      {...{ name: 'agency', label: words.apply.agency, form, help: words.apply.agencyHelp }}
      choices={Object.fromEntries(agencies.map(({ code, name }) => [code, name]))}
    />
  )
}
