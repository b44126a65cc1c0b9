import { PortalChannel } from '#shared/contract/portal'
import { useWords } from '../ui/words'
import type { Problem } from './draft'
import { Choice, TextField } from './fields'
import classes from './Portal.module.css'
import type { StepProps } from './useAnswers'
import { portalWords } from './words'

type Sentences = { readonly [code: string]: unknown }
/** What is wrong with a field, in words. */
const errorOf = (problems: readonly Problem[], field: Problem['field'], words: Sentences): string | undefined => {
  const text = words[problems.find((problem) => problem.field === field)?.code ?? '']
  return typeof text === 'string' ? text : undefined
}

export function TextStep({ answers: { draft, change }, problems }: StepProps) {
  const t = useWords(portalWords).text
  return (
    <TextField
      name="text"
      label={t.label}
      hint={t.hint}
      error={errorOf(problems, 'text', t)}
      value={draft.text}
      onChange={(text) => change({ text })}
      rows={8}
    />
  )
}

export function WhoStep({ answers: { draft, change }, problems }: StepProps) {
  const t = useWords(portalWords).who
  return (
    <>
      <TextField
        name="name"
        label={t.name}
        error={errorOf(problems, 'name', t)}
        value={draft.name}
        onChange={(name) => change({ name })}
        autoComplete="name"
      />
      <TextField
        name="account"
        label={t.account}
        hint={t.accountHint}
        error={errorOf(problems, 'account', t)}
        value={draft.account}
        onChange={(account) => change({ account })}
        inputMode="numeric"
        isOptional
      />
    </>
  )
}

export function ChannelStep({ answers: { draft, change }, problems }: StepProps) {
  const t = useWords(portalWords).channel
  const options = PortalChannel.options.map((value) => ({
    value,
    label: t[value],
    ...(value === 'portal' ? { hint: t.portalHint } : {}),
  }))
  return (
    <Choice
      name="channel"
      legend={t.heading}
      value={draft.channel}
      options={options}
      onChange={(channel) => change({ channel })}
      error={errorOf(problems, 'channel', t)}
    />
  )
}

/** What the chosen channel needs stands first; the rest is asked in case of questions. */
export function ContactStep({ answers: { draft, change }, problems }: StepProps) {
  const t = useWords(portalWords).contact
  const { channel } = draft
  const phone = (
    <TextField
      key="phone"
      name="phone"
      type="tel"
      label={t.phone}
      hint={t.phoneHint}
      error={errorOf(problems, 'phone', t)}
      value={draft.phone}
      onChange={(value) => change({ phone: value })}
      autoComplete="tel"
      isOptional={channel !== 'phone'}
    />
  )
  const email = (
    <TextField
      key="email"
      name="email"
      type="email"
      label={t.email}
      error={errorOf(problems, 'email', t)}
      value={draft.email}
      onChange={(value) => change({ email: value })}
      autoComplete="email"
      isOptional={channel !== 'mail'}
    />
  )
  return (
    <>
      {channel === 'portal' && <p className={classes.hint}>{t.hint}</p>}
      {channel === 'paper' && (
        <TextField
          name="address"
          label={t.address}
          hint={t.addressHint}
          error={errorOf(problems, 'address', t)}
          value={draft.address}
          onChange={(address) => change({ address })}
          autoComplete="street-address"
          rows={3}
        />
      )}
      {channel === 'mail' ? [email, phone] : [phone, email]}
    </>
  )
}
