/** Help: the list of roles, and the page of one role. */
import { DRILLED, hasRole, ROLES, type Role, readsCases } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { GUIDES, type Guide, isToldTo, type Language } from '../handbook.ts'
import { articleIn, roleIn, WORDS } from '../words.ts'

type Signed = { viewer: Viewer; csrf: string; lang: Language }

/** An address of help in this language. */
const at = (path: string, lang: Language) => (lang === 'en' ? `${path}?lang=en` : path)

/** The page is Chinese; what is English on it says so. */
const tag = (lang: Language) => (lang === 'en' ? 'en' : undefined)

/** @param path of this page, for the other language */
function Ways({ lang, path }: { lang: Language; path: string }) {
  const other = lang === 'en' ? 'zh' : 'en'
  return (
    <p class="bits no-print">
      <a href={at(path, other)} lang={other === 'en' ? 'en' : 'zh-CN'} hreflang={other === 'en' ? 'en' : 'zh-CN'}>
        {WORDS.other[lang]}
      </a>
      <a href={at('/help/handbook.pdf', lang)}>{WORDS.print[lang]}</a>
    </p>
  )
}

export function HelpPage({ viewer, csrf, lang }: Signed) {
  const isOwn = (role: Role) => viewer.roles.includes(role)
  return (
    <StaffPage title={WORDS.title[lang]} viewer={viewer} csrf={csrf}>
      <h1 lang={tag(lang)}>{WORDS.title[lang]}</h1>
      <p class="lead" lang={tag(lang)}>
        {WORDS.lead[lang]}
      </p>
      <Ways lang={lang} path="/help" />
      <section aria-labelledby="roles" lang={tag(lang)}>
        <h2 id="roles">{WORDS.roles[lang]}</h2>
        <ul class="plain-list">
          {GUIDES.map(({ role, day }) => (
            <li key={role} data-guide={role}>
              <p>
                <a class="offered" href={at(`/help/${role}`, lang)}>
                  {roleIn(lang, role, ROLES[role])}
                </a>
                {isOwn(role) && <small>{` ${WORDS.yours[lang]}`}</small>}
              </p>
              <p class="hint">{day[lang]}</p>
            </li>
          ))}
        </ul>
      </section>
      <More {...{ viewer, lang }} />
    </StaffPage>
  )
}

/** What else there is to learn from, as far as the reader may open it. */
function More({ viewer, lang }: Pick<Signed, 'viewer' | 'lang'>) {
  const ways = [
    hasRole(viewer, ...DRILLED) && { href: '/drills', says: WORDS.drills },
    readsCases(viewer) && { href: '/examples', says: WORDS.examples },
    { href: '/training', says: WORDS.training },
    { href: at('/help/practice', lang), says: WORDS.practice },
  ]
  return (
    <section aria-labelledby="more" class="no-print" lang={tag(lang)}>
      <h2 id="more">{WORDS.more[lang]}</h2>
      <ul>
        {ways.map(
          (way) =>
            way && (
              <li key={way.href}>
                <a class="offered" href={way.href}>
                  {way.says[lang]}
                </a>
              </li>
            ),
        )}
      </ul>
    </section>
  )
}

export function GuidePage({ viewer, csrf, lang, guide }: Signed & { guide: Guide }) {
  const name = roleIn(lang, guide.role, ROLES[guide.role])
  return (
    <StaffPage title={`${WORDS.title[lang]} ${name}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/help', lang)} lang={tag(lang)}>
          {WORDS.title[lang]}
        </a>
      </p>
      <h1 lang={tag(lang)}>{name}</h1>
      <p class="lead" lang={tag(lang)}>
        {guide.day[lang]}
      </p>
      <Ways lang={lang} path={`/help/${guide.role}`} />
      <GuideText {...{ viewer, guide, lang }} />
    </StaffPage>
  )
}

/** The steps and mistakes of one role; of another's, only pages that the reader has, too, are links. */
function GuideText({ viewer, guide: { steps, mistakes }, lang }: Pick<Signed, 'viewer' | 'lang'> & { guide: Guide }) {
  return (
    <>
      <section aria-labelledby="steps" lang={tag(lang)}>
        <h2 id="steps">{WORDS.steps[lang]}</h2>
        <ol class="plain-list">
          {steps.map(({ id, title, article, at: place, ...text }) => (
            <li key={id} id={id} data-step={id}>
              <h3>{title[lang]}</h3>
              <p class="description">
                {text[lang]} <span class="article">{articleIn(lang, article)}</span>
              </p>
              <p class="hint">
                {`${WORDS.where[lang]}${lang === 'en' ? ': ' : '：'}`}
                {isToldTo(viewer.roles, place.href) ? <a href={place.href}>{place[lang]}</a> : place[lang]}
              </p>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="mistakes" lang={tag(lang)}>
        <h2 id="mistakes">{WORDS.mistakes[lang]}</h2>
        <ul>
          {mistakes.map(({ article, ...text }) => (
            <li key={text.zh} data-mistake>
              <p class="description">
                {text[lang]} <span class="article">{articleIn(lang, article)}</span>
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
