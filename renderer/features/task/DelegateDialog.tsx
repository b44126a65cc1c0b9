import { Modal, Select, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { StaffId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { FormFoot } from '../../ui/FormFoot'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { uiWords } from '../../ui/uiWords'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import classes from './Task.module.css'
import { taskMoved } from './taskCache'
import { taskWords } from './words'

/** Gives a task to a colleague who may do it, with a note. */
export function DelegateDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useWords(taskWords)
  const closeLabel = useWords(uiWords).close
  const [note, setNote, forget] = useDraft(`delegate.${task.id}`, '')
  const [chosen, setChosen] = useState<string | null>(null)
  const [isChecked, setChecked] = useState(false)
  const colleagues = useQuery({
    queryKey: ['colleagues', task.id],
    queryFn: () => server.listColleagues({ taskId: task.id }),
    staleTime: 0,
  })
  const toStaffId = StaffId.safeParse(chosen).data
  const isShort = note.trim().length < 3
  const delegating = useMutation({
    mutationFn: (to: StaffId) =>
      server.delegateTask({ taskId: task.id, toStaffId: to, note: note.trim(), commandId: newCommandId() }),
    onSuccess: (now) => {
      forget()
      taskMoved(now)
      notifications.show({ message: t.delegated({ name: now.assigneeName ?? '' }) })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (toStaffId && !isShort && !delegating.isPending) delegating.mutate(toStaffId)
  }
  const error = delegating.error ?? colleagues.error
  // whoever has it is no choice
  const items = (colleagues.data?.items ?? []).filter(({ staffId }) => staffId !== task.assigneeId)
  const isNobody = colleagues.data !== undefined && items.length === 0
  return (
    <Modal opened onClose={onClose} title={t.delegate} size={460} closeButtonProps={{ 'aria-label': closeLabel }}>
      <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate>
        <Select
          label={t.toWhom}
          searchable
          openOnFocus={false}
          data-autofocus
          data={items.map(({ staffId, name, isAbsent }) => ({
            value: staffId,
            label: isAbsent ? t.absent({ name }) : name,
          }))}
          value={chosen}
          onChange={setChosen}
          error={isNobody ? t.nobodyMay : isChecked && !toStaffId ? t.toWhomMissing : undefined}
        />
        <Textarea
          label={t.delegateNote}
          autosize
          minRows={2}
          maxLength={1_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={isChecked && isShort ? t.delegateNoteShort : undefined}
        />
        <FormFoot
          error={error && refusalText(error, t.refusals)}
          submit={t.delegateNow}
          isBusy={delegating.isPending}
          cancel={t.cancel}
          onCancel={onClose}
        />
      </form>
    </Modal>
  )
}
