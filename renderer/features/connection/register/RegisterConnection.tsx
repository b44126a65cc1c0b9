import { Alert, Button, Checkbox, Select, TextInput } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { type Consumer, ConsumerKind } from '#shared/contract/consumer'
import type { Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../../api/refusalText'
import { server } from '../../../api/server'
import { Kbd } from '../../../ui/Kbd'
import { submitOnCtrlEnter } from '../../../ui/submitOnCtrlEnter'
import { useWords } from '../../../ui/words'
import { AnswerFields } from '../../case/AnswerFields'
import classes from '../Connection.module.css'
import { useDocumentName } from '../nameOf'
import { connectionWords } from '../words'
import type { ConnectionDraft, ConnectionField } from './newConnection'
import { useRegisterConnection } from './useRegisterConnection'
import { registerConnectionWords } from './words'

type Props = { consumer: Consumer; interaction?: Interaction | undefined }

/** An application from any contact, or without one. What is typed survives reload and crash. */
export function RegisterConnection({ consumer, interaction }: Props) {
  const t = useWords(registerConnectionWords)
  const { draft, change, problems, submit, registering } = useRegisterConnection(consumer, interaction)
  if (!draft.isOpen)
    return (
      <Button
        variant="default"
        fullWidth
        leftSection={<IconPlugConnected size={17} />}
        onClick={() => change({ isOpen: true })}
      >
        {t.open}
      </Button>
    )
  const send = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <form className={classes.form} onSubmit={send} onKeyDown={submitOnCtrlEnter} noValidate aria-label={t.title}>
      <Fields draft={draft} change={change} wrong={problems.wrong} />
      <Brought draft={draft} change={change} />
      <AnswerFields
        draft={draft}
        change={change}
        error={problems.address}
        consumer={consumer}
        interaction={interaction}
      />
      {registering.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(registering.error, t.refusals)}
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button type="submit" loading={registering.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.register}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => change({ isOpen: false })}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}

type Part = { draft: ConnectionDraft; change: (to: Partial<ConnectionDraft>) => void }
const FIELDS: readonly ConnectionField[] = ['objectAddress', 'powerKw', 'voltageKv', 'distanceM']

function Fields({ draft, change, wrong }: Part & { wrong: readonly ConnectionField[] }) {
  const t = useWords(registerConnectionWords)
  const c = useWords(connectionWords)
  return (
    <>
      <Select
        label={c.applicantKind}
        allowDeselect={false}
        data={ConsumerKind.options.map((value) => ({ value, label: c.kinds[value] }))}
        value={draft.applicantKind}
        onChange={(kind) => change({ applicantKind: ConsumerKind.parse(kind), codes: [] })}
      />
      {FIELDS.map((field) => (
        <TextInput
          key={field}
          label={t[field]}
          maxLength={300}
          inputMode={field === 'objectAddress' ? 'text' : 'decimal'}
          value={draft[field]}
          onChange={(event) => change({ [field]: event.currentTarget.value })}
          error={wrong.includes(field) ? t.wrong[field] : undefined}
        />
      ))}
      <Checkbox
        label={c.temporary}
        checked={draft.isTemporary}
        onChange={(event) => change({ isTemporary: event.currentTarget.checked })}
      />
    </>
  )
}

function Brought({ draft, change }: Part) {
  const t = useWords(registerConnectionWords)
  const nameOf = useDocumentName()
  const { applicantKind } = draft
  const { data } = useQuery({
    queryKey: ['connectionDocuments', applicantKind],
    queryFn: () => server.listConnectionDocuments({ applicantKind }),
  })
  if (!data) return null
  return (
    <Checkbox.Group label={t.documents} value={draft.codes} onChange={(codes) => change({ codes })}>
      {data.documents.map((document) => (
        <Checkbox key={document.code} value={document.code} label={nameOf(document)} mt={6} />
      ))}
    </Checkbox.Group>
  )
}
