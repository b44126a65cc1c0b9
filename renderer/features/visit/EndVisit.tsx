import { Alert, Button, Select, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Interaction } from '#shared/contract/interaction'
import { VisitResult } from '#shared/contract/visit'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import { placeInteraction } from '../timeline/timelineCache'
import classes from './Visit.module.css'
import { visitWords } from './words'

/** A visit ends with a result; without one it cannot. */
export function EndVisit({ visit }: { visit: Interaction }) {
  const t = useWords(visitWords)
  const [form, setForm, forget] = useDraft(`endVisit.${visit.id}`, { result: '', note: '' })
  const [problem, setProblem] = useState<string | null>(null)
  const [commandId] = useState(newCommandId)
  const ending = useMutation({
    mutationFn: (result: VisitResult) =>
      server.endVisit({ interactionId: visit.id, result, note: form.note.trim(), commandId }),
    onSuccess: (ended, result) => {
      forget()
      placeInteraction(ended)
      notifications.show({ message: t.ended({ result: t.results[result] }) })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const result = VisitResult.safeParse(form.result)
    setProblem(result.success ? null : t.resultMissing)
    if (result.success) ending.mutate(result.data)
  }
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate aria-label={t.end}>
      <Select
        label={t.result}
        error={problem}
        data={VisitResult.options.map((value) => ({ value, label: t.results[value] }))}
        value={form.result || null}
        onChange={(result) => setForm({ ...form, result: result ?? '' })}
      />
      <Textarea
        label={t.note}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={5000}
        value={form.note}
        onChange={(event) => setForm({ ...form, note: event.currentTarget.value })}
      />
      {ending.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(ending.error, t.refusals)}
        </Alert>
      )}
      <Button type="submit" loading={ending.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
        {t.end}
      </Button>
    </form>
  )
}
