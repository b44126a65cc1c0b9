import { Modal, Select, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { TermKind, type TermRow, TermUnit } from '#shared/contract/term'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { FormFoot } from '../../ui/FormFoot'
import { uiWords } from '../../ui/uiWords'
import { useWords } from '../../ui/words'
import { useNameOf, useTopics } from '../case/topics'
import { checkTerm, type TermDraft } from './checkTerm'
import classes from './Term.module.css'
import { termsMoved, useKindName, useTermWords } from './termCache'
import { termWords } from './words'

type Props = { names: readonly string[]; begin: TermRow | null; onClose: () => void }

const draftOf = (row: TermRow | null): TermDraft => ({
  name: row?.name ?? '',
  topic: row?.topic ?? '',
  kind: row?.kind ?? '',
  amount: row ? String(row.amount) : '',
  unit: row?.unit ?? 'workingDays',
  validFrom: '',
  source: '',
})

/** What a term is from a day on; the day and what it rests on are always asked anew. */
export function NewTerm({ names, begin, onClose }: Props) {
  const t = useWords(termWords)
  const closeLabel = useWords(uiWords).close
  const [draft, setDraft] = useState(() => draftOf(begin))
  const [isChecked, setChecked] = useState(false)
  const { term, problems } = checkTerm(draft, t)
  const { validOf } = useTermWords()
  const saving = useMutation({
    mutationFn: (given: NonNullable<typeof term>) => server.addTerm({ ...given, commandId: newCommandId() }),
    onSuccess: (row) => {
      termsMoved()
      notifications.show({ message: t.saved({ valid: validOf(row) }) })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (term && !saving.isPending) saving.mutate(term)
  }
  const change = (part: Partial<TermDraft>) => setDraft((before) => ({ ...before, ...part }))
  return (
    <Modal opened onClose={onClose} title={t.add} size={520} closeButtonProps={{ 'aria-label': closeLabel }}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <Fields {...{ names, draft, change }} problems={isChecked ? problems : {}} />
        <FormFoot
          error={saving.error && refusalText(saving.error, t.refusals)}
          submit={t.save}
          isBusy={saving.isPending}
          cancel={t.cancel}
          onCancel={onClose}
        />
      </form>
    </Modal>
  )
}

type FieldProps = {
  names: readonly string[]
  draft: TermDraft
  change: (part: Partial<TermDraft>) => void
  problems: ReturnType<typeof checkTerm>['problems']
}

function Fields({ names, draft, change, problems }: FieldProps) {
  const t = useWords(termWords)
  const { nameOf } = useTermWords()
  return (
    <>
      <Select
        label={t.name}
        allowDeselect={false}
        data={names.map((name) => ({ value: name, label: nameOf(name) }))}
        value={draft.name || null}
        onChange={(name) => change({ name: name ?? '' })}
        error={problems.name}
      />
      <Scope draft={draft} change={change} />
      <div className={classes.pair}>
        <TextInput
          label={t.amount}
          inputMode="numeric"
          value={draft.amount}
          onChange={(event) => change({ amount: event.currentTarget.value })}
          error={problems.amount}
        />
        <Select
          label={t.unit}
          allowDeselect={false}
          data={TermUnit.options.map((value) => ({ value, label: t.units[value] }))}
          value={draft.unit}
          onChange={(unit) => change({ unit: TermUnit.catch('workingDays').parse(unit) })}
        />
      </div>
      <TextInput
        type="date"
        label={t.validFrom}
        value={draft.validFrom}
        onChange={(event) => change({ validFrom: event.currentTarget.value })}
        error={problems.validFrom}
      />
      <Textarea
        label={t.source}
        description={t.sourceHint}
        autosize
        minRows={2}
        maxLength={1_000}
        value={draft.source}
        onChange={(event) => change({ source: event.currentTarget.value })}
        error={problems.source}
      />
    </>
  )
}

function Scope({ draft, change }: Pick<FieldProps, 'draft' | 'change'>) {
  const t = useWords(termWords)
  const kindName = useKindName()
  const nameOf = useNameOf()
  const { data } = useTopics()
  return (
    <div className={classes.pair}>
      <Select
        label={t.topic}
        placeholder={t.anyTopic}
        searchable
        clearable
        data={(data?.topics ?? []).map((topic) => ({ value: topic.code, label: nameOf(topic) }))}
        value={draft.topic || null}
        onChange={(topic) => change({ topic: topic ?? '' })}
      />
      <Select
        label={t.kind}
        placeholder={t.any}
        clearable
        data={TermKind.options.flatMap(({ options }) => options).map((value) => ({ value, label: kindName(value) }))}
        value={draft.kind || null}
        onChange={(kind) => change({ kind: kind ?? '' })}
      />
    </div>
  )
}
