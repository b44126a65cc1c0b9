import { Modal, SegmentedControl, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Task } from '#shared/contract/task'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { FormFoot } from '../../ui/FormFoot'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { uiWords } from '../../ui/uiWords'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import { priorityName } from './priority'
import classes from './Task.module.css'
import { taskMoved } from './taskCache'
import { taskWords } from './words'

/** How urgent a task is, and why: for the supervisor. */
export function PriorityDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useWords(taskWords)
  const closeLabel = useWords(uiWords).close
  const [priority, setPriority] = useState(String(Math.min(2, task.priority + 1)))
  const [reason, setReason, forget] = useDraft(`priority.${task.id}`, '')
  const [isChecked, setChecked] = useState(false)
  const isShort = reason.trim().length < 3
  const saving = useMutation({
    mutationFn: () =>
      server.prioritiseTask({
        taskId: task.id,
        priority: Number(priority),
        reason: reason.trim(),
        commandId: newCommandId(),
      }),
    onSuccess: (now) => {
      forget()
      taskMoved(now)
      notifications.show({ message: t.prioritised({ priority: t.priorities[priorityName(now.priority)] }) })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isShort && !saving.isPending) saving.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={t.priority} size={420} closeButtonProps={{ 'aria-label': closeLabel }}>
      <form className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate>
        <SegmentedControl
          aria-label={t.priority}
          value={priority}
          onChange={setPriority}
          data={[0, 1, 2].map((value) => ({ value: String(value), label: t.priorities[priorityName(value)] }))}
        />
        <Textarea
          label={t.priorityReason}
          autosize
          minRows={2}
          maxLength={1_000}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isChecked && isShort ? t.priorityReasonShort : undefined}
        />
        <FormFoot
          error={saving.error && refusalText(saving.error, t.refusals)}
          submit={t.savePriority}
          isBusy={saving.isPending}
          cancel={t.cancel}
          onCancel={onClose}
        />
      </form>
    </Modal>
  )
}
