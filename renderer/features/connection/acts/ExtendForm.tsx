import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { server } from '../../../api/server'
import { useWords } from '../../../ui/words'
import { ActForm } from './ActForm'
import type { ActProps } from './actProps'
import { extendable, type What } from './extendable'
import { useAct } from './useAct'
import { actWords } from './words'

type Extension = { what: What; until: string; reason: string }

/** Moves a term to a later day; the applicant is told why. */
export function ExtendForm({ connection, onClose }: ActProps) {
  const t = useWords(actWords)
  const { caseId } = connection
  const whats = extendable(connection)
  const [draft, setDraft] = useState({ what: whats[0] ?? 'works', until: '', reason: '' })
  const [isChecked, setChecked] = useState(false)
  const extending = useAct(
    caseId,
    (extension: Extension, commandId) => server.extendConnection({ caseId, ...extension, commandId }),
    onClose,
  )
  const reason = draft.reason.trim()
  const submit = () => {
    setChecked(true)
    if (draft.until && reason.length >= 5) extending.mutate({ ...draft, reason })
  }
  return (
    <ActForm
      label={t.extend}
      isPending={extending.isPending}
      error={extending.error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Select
        label={t.what}
        allowDeselect={false}
        data={whats.map((value) => ({ value, label: t.whats[value] }))}
        value={draft.what}
        onChange={(value) => setDraft({ ...draft, what: whats.find((one) => one === value) ?? draft.what })}
      />
      <TextInput
        type="date"
        label={t.untilDay}
        value={draft.until}
        onChange={(event) => setDraft({ ...draft, until: event.currentTarget.value })}
        error={isChecked && !draft.until ? t.missing : undefined}
      />
      <Textarea
        label={t.reason}
        autosize
        minRows={2}
        maxLength={2_000}
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
        error={isChecked && reason.length < 5 ? t.reasonShort : undefined}
      />
    </ActForm>
  )
}
