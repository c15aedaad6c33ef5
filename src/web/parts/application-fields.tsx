/** What Art 29 asks of an application, for the citizen's form and for staff who enter a paper one. */
import type { ComponentChildren } from 'preact'
import type { AgencyView, FormState } from '../shapes.ts'
import type { Words } from '../words/zh.ts'
import { AreaField, CheckField, RadioField, SelectField, TextField } from './field.tsx'

export type PartProps = { words: Words; form: FormState }

/** `paper`: what staff copy from a paper, which may lack anything; nothing is chosen before it is read there. */
type At = PartProps & { at?: string; paper?: boolean | undefined }

/** Who applies; `apart`: how they are reached is asked elsewhere. Without :has() both blocks stay visible and usable; the route reads those of the chosen kind. */
export function WhoFields({ words, form, at = '', paper, apart }: At & { apart?: boolean }) {
  const { apply, filing, site } = words
  const { optional } = site
  const own = at === ''
  return (
    <>
      <RadioField
        {...{ name: `${at}kind`, label: own ? apply.kind : filing.kindOf, form, initial: 'person' }}
        choices={{ person: apply.person, organisation: apply.organisation }}
      />
      <TextField
        {...{ name: `${at}name`, form, help: apply.nameHelp, autocomplete: own ? 'name' : 'off' }}
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
        <SelectField
          {...{ name: `${at}idType`, label: apply.idType, form, choices: words.idTypes }}
          help={own && !paper ? apply.idTypeHelp : undefined}
          {...chosenLater(words, paper)}
        />
        <TextField
          {...{ name: `${at}idNumber`, label: apply.idNumber, form, autocomplete: 'off' }}
          help={own ? apply.idNumberHelp : undefined}
        />
        {own && (
          <TextField {...{ name: 'employer', label: apply.employer, form, optional, autocomplete: 'organization' }} />
        )}
      </div>
      <div class="part" data-kind="organisation">
        <p class="or part-title">{apply.organisationPart}</p>
        <SelectField
          {...{ name: `${at}organisationType`, label: apply.organisationType, form, choose: site.choose }}
          choices={words.organisationTypes}
        />
        <TextField
          {...{ name: `${at}creditCode`, label: apply.creditCode, form, help: apply.creditCodeHelp }}
          autocomplete="off"
        />
        <TextField {...{ name: `${at}representative`, label: apply.representative, form, width: 'middle' as const }} />
        <TextField {...{ name: `${at}contact`, label: apply.contact, form, width: 'middle' as const }} />
      </div>
      {!apart && <PhoneField {...{ words, form, at }} />}
      {!own && (
        <>
          <TextField
            {...{ name: `${at}email`, label: apply.email, form, optional, type: 'email', autocomplete: 'off' }}
          />
          <TextField {...{ name: `${at}address`, label: apply.address, form, optional, autocomplete: 'off' }} />
        </>
      )}
    </>
  )
}

const PhoneField = ({ words: { apply }, form, at = '' }: At) => (
  <TextField
    {...{ name: `${at}phone`, label: apply.phone, form, type: 'tel', width: 'middle' }}
    help={at === '' ? apply.phoneHelp : undefined}
    autocomplete={at === '' ? 'tel' : 'off'}
  />
)

/** How the applicant is reached, where that stands apart from who it is. */
export const ReachFields = ({ words, form }: PartProps) => (
  <>
    <PhoneField {...{ words, form }} />
    <AddressFields {...{ words, form }} />
  </>
)

function AddressFields({ words: { apply, site }, form }: PartProps) {
  const { optional } = site
  return (
    <>
      <TextField {...{ name: 'email', label: apply.email, form, optional, type: 'email', autocomplete: 'email' }} />
      <TextField
        {...{ name: 'address', label: apply.address, form, optional, help: apply.addressHelp }}
        autocomplete="street-address"
      />
      <TextField
        {...{ name: 'postcode', label: apply.postcode, form, optional, width: 'short', inputMode: 'numeric' }}
        autocomplete="postal-code"
      />
    </>
  )
}

/** A list that begins with nothing chosen. */
const chosenLater = ({ site }: Words, paper: boolean | undefined) => (paper ? { choose: site.choose } : {})

/**
 * The applicant with contact details and agent.
 * @param together those who apply with them: between contact details and agent.
 */
export function ApplicantFields({ words, form, together }: PartProps & { together?: ComponentChildren }) {
  return (
    <>
      <div class="stack" data-who>
        <WhoFields {...{ words, form }} />
      </div>
      <AddressFields {...{ words, form }} />
      {together}
      <AgentFields {...{ words, form }} />
    </>
  )
}

/** Whoever acts for the applicant; asked once it is said that somebody does. */
export function AgentFields({ words, form, paper }: At) {
  const { apply } = words
  return (
    <>
      <CheckField {...{ name: 'hasAgent', label: apply.hasAgent, form, help: apply.hasAgentHelp }} />
      <div class="part" data-agent>
        <p class="part-title">{apply.agentPart}</p>
        <TextField {...{ name: 'agentName', label: apply.agentName, form, width: 'middle', autocomplete: 'off' }} />
        <SelectField
          {...{ name: 'agentIdType', label: apply.agentIdType, form, choices: words.idTypes }}
          {...chosenLater(words, paper)}
        />
        <TextField {...{ name: 'agentIdNumber', label: apply.agentIdNumber, form, autocomplete: 'off' }} />
        <TextField
          {...{ name: 'agentPhone', label: apply.agentPhone, form, type: 'tel', width: 'middle', autocomplete: 'off' }}
        />
      </div>
    </>
  )
}

/** Who receives for all: `each`, `first`, or the block of a joint applicant by the prefix of its fields. */
const RECEIVER = 'receiver'

type Together = At & { blocks: number; most: number; action: string }

/**
 * Those who apply together: each a block; the buttons post the form back to `action`, and a script does the same in place.
 * @param blocks that are shown, numbered from 1 (`co1-name` …), of at most `most`.
 */
export function TogetherFields({ words, form, blocks, most, action, paper }: Together) {
  const { filing } = words
  return (
    <details class="fold together" open={blocks > 0} id="coApplicants">
      <summary>{filing.together}</summary>
      <p class="hint">{filing.togetherHelp}</p>
      <RadioField
        {...{ name: RECEIVER, label: filing.receiver, form, initial: 'each', help: filing.receiverHelp }}
        choices={{ each: filing.receivesEach, first: filing.receivesFirst }}
      />
      {Array.from({ length: blocks }, (_, i) => (
        <TogetherBlock key={`co${i + 1}`} {...{ words, form, n: String(i + 1), action, paper }} />
      ))}
      <template data-together={most}>
        <TogetherBlock {...{ words, form: { values: {}, errors: [] }, n: '0', action, paper }} />
      </template>
      {blocks < most ? (
        <p>
          <button type="submit" formaction={action} formnovalidate name="add" value="coApplicant">
            {filing.add}
          </button>
        </p>
      ) : (
        <p class="hint">{filing.most({ n: most })}</p>
      )}
    </details>
  )
}

function TogetherBlock({ words, form, n, action, paper }: At & { n: string; action: string }) {
  const { filing } = words
  return (
    <fieldset class="part stack" data-who data-co={n}>
      <legend class="part-title">{filing.nth({ n: Number(n) })}</legend>
      <WhoFields {...{ words, form, at: `co${n}-`, paper }} />
      <label class="choice">
        <input type="radio" name={RECEIVER} value={`co${n}-`} checked={form.values[RECEIVER] === `co${n}-`} />
        <span>{filing.receivesThis}</span>
      </label>
      <button class="plain" type="submit" formaction={action} formnovalidate name="removeCo" value={n}>
        {filing.remove}
      </button>
    </fieldset>
  )
}

type Beside = { suggest?: ComponentChildren; hints?: ComponentChildren; level?: 'h2' | 'h3' }

/**
 * What is requested: title, description, document number, with examples.
 * @param suggest what stands under the title; `hints` under the description, of which they speak; `level` of the headings of the examples.
 */
export function RequestFields({ words, form, suggest, hints, level: Heading = 'h3' }: PartProps & Beside) {
  const { apply, site } = words
  return (
    <>
      <TextField
        {...{ name: 'title', label: apply.requestTitle, form, help: apply.requestTitleHelp, autocomplete: 'off' }}
      />
      {suggest}
      <AreaField {...{ name: 'description', label: apply.description, form, help: apply.descriptionHelp, rows: 6 }} />
      {hints}
      <details class="fold">
        <summary>{apply.examples}</summary>
        <Heading>{apply.good}</Heading>
        <ul>
          {apply.goodItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <Heading>{apply.bad}</Heading>
        <ul>
          {apply.badItems.map(({ text, why }) => (
            <li key={text}>
              <q>{text}</q> {why}
            </li>
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

/**
 * In which form and on which way the information is wanted, and whether help is needed (Art 40, 43).
 * @param mailWaits no mail server is set, so that a mail would lie until there is one
 * @param folded on a short page: what nobody has to say stands under this line until it is asked for
 */
export function DeliveryFields({
  words,
  form,
  mailWaits,
  folded,
}: PartProps & { mailWaits?: boolean; folded?: string }) {
  const { apply } = words
  return (
    <>
      <RadioField {...{ name: 'form', label: apply.form, form, choices: words.forms, initial: 'electronic' }} />
      <RadioField
        {...{ name: 'delivery', label: apply.delivery, form, choices: words.deliveries, initial: 'portal' }}
        help={mailWaits ? `${apply.deliveryHelp}${apply.mailWaits}` : apply.deliveryHelp}
      />
      {folded === undefined ? (
        <NeedsAndWishes {...{ words, form }} />
      ) : (
        <details class="fold" open={isWished(form)}>
          <summary>{folded}</summary>
          <NeedsAndWishes {...{ words, form }} />
        </details>
      )}
    </>
  )
}

const NeedsAndWishes = ({ words, form }: PartProps) => (
  <>
    <CheckField {...{ name: 'needsHelp', label: words.apply.needsHelp, form, help: words.apply.needsHelpHelp }} />
    <Wishes {...{ words, form }} />
  </>
)

const WISHES = ['needsHelp', 'helpWanted', 'contactWay', 'contactTimes']
const isWished = ({ values, errors }: FormState) =>
  WISHES.some((name) => values[name]) || errors.some(({ field }) => WISHES.includes(field))

/** What nobody has to say: which help (Art 43), how and when to be reached. */
export function Wishes({ words: { apply, contactWays, site }, form }: PartProps) {
  const { optional } = site
  return (
    <>
      <TextField {...{ name: 'helpWanted', label: apply.helpWanted, form, optional, help: apply.helpWantedHelp }} />
      <SelectField
        {...{ name: 'contactWay', label: apply.contactWay, form, optional, choose: apply.anyWay, choices: contactWays }}
      />
      <TextField
        {...{ name: 'contactTimes', label: apply.contactTimes, form, optional, help: apply.contactTimesHelp }}
        autocomplete="off"
      />
    </>
  )
}

/**
 * Labels by name of field for the error summary, in the order of the form.
 * @param blocks of joint applicants, as in TogetherFields.
 * @param values of the form: what has a name is called by its kind
 */
export function applicationLabels(
  { apply, filing }: Words,
  blocks = 0,
  values: FormState['values'] = {},
): Record<string, string> {
  const nameOf = (at: string) => (values[`${at}kind`] === 'organisation' ? apply.organisationName : apply.name)
  const { agency, kind, idType, idNumber, employer, organisationType, creditCode, representative, contact } = apply
  const { phone, email, address, postcode, agentName, agentIdType, agentIdNumber, agentPhone } = apply
  const { helpWanted, contactWay, contactTimes } = apply
  const { requestTitle: title, description, documentNumber, form, delivery, files } = apply
  const name = nameOf('')
  const who = {
    kind,
    name,
    idType,
    idNumber,
    organisationType,
    creditCode,
    representative,
    contact,
    phone,
    email,
    address,
  }
  const together = Array.from({ length: blocks }, (_, i) =>
    Object.entries({ ...who, name: nameOf(`co${i + 1}-`) }).map(([field, label]) => [
      `co${i + 1}-${field}`,
      filing.ofNth({ n: i + 1, label }),
    ]),
  )
  return {
    ...{ agency, kind, name, idType, idNumber, employer, organisationType, creditCode, representative, contact },
    ...{ receiver: filing.receiver },
    ...Object.fromEntries(together.flat()),
    ...{ phone, email, address, postcode, agentName, agentIdType, agentIdNumber, agentPhone },
    ...{ title, description, documentNumber, form, delivery, files, identity: filing.identity },
    ...{ helpWanted, contactWay, contactTimes },
  }
}

/** Which agency is asked: a list to pick from, by code. */
export function AgencyField({ words, form, agencies }: PartProps & { agencies: AgencyView[] }) {
  return (
    <SelectField
      {...{
        name: 'agency',
        label: words.apply.agency,
        form,
        ...(agencies.length > 1 && { help: words.apply.agencyHelp }),
      }}
      choices={Object.fromEntries(agencies.map(({ code, name }) => [code, name]))}
    />
  )
}
