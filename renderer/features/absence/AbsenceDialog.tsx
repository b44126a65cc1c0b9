import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { create } from 'zustand'
import type { Absence } from '#shared/contract/absence'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { ErrorState } from '../../ui/ErrorState'
import { formatDate } from '../../ui/format'
import { useAction } from '../../ui/hotkeys'
import { Skeletons } from '../../ui/Skeletons'
import { uiWords } from '../../ui/uiWords'
import { useWords } from '../../ui/words'
import classes from './Absence.module.css'
import { AbsenceForm } from './AbsenceForm'
import { absencesMoved, useAbsences, useIsWorker } from './absenceCache'
import { absenceWords } from './words'

const useDialog = create(() => ({ isOpen: false }))
export const showAbsences = () => useDialog.setState({ isOpen: true })

/** Who is away and who stands in; one's own, and for a supervisor those of the branch. */
export function AbsenceDialog() {
  const t = useWords(absenceWords)
  const isOpen = useDialog((s) => s.isOpen)
  const isWorker = useIsWorker()
  useAction(t.menu, showAbsences, { isEnabled: isWorker })
  const closeLabel = useWords(uiWords).close
  return (
    <Modal
      opened={isOpen}
      onClose={() => useDialog.setState({ isOpen: false })}
      title={t.title}
      size={560}
      closeButtonProps={{ 'aria-label': closeLabel }}
    >
      <p className={classes.hint}>{t.hint}</p>
      {isOpen && <Absences />}
    </Modal>
  )
}

function Absences() {
  const t = useWords(absenceWords)
  const { data, error, refetch } = useAbsences({ isFresh: true })
  if (error && !data)
    return <ErrorState title={t.failed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons lines={3} />
  return (
    <>
      {data.items.length === 0 && <p className={classes.hint}>{t.none}</p>}
      <ul className={classes.list} aria-label={t.title}>
        {data.items.map((absence) => (
          <Line key={absence.id} absence={absence} today={data.today} />
        ))}
      </ul>
      <AbsenceForm />
    </>
  )
}

function Line({ absence, today }: { absence: Absence; today: string }) {
  const t = useWords(absenceWords)
  const me = useMe()
  const { staffId, staffName, substituteName, fromDay, toDay, setByName } = absence
  const period = t.period({ from: showDay(fromDay), to: showDay(toDay) })
  const mayCancel = staffId === me.staffId || me.roles.includes('supervisor')
  const cancelling = useMutation({
    mutationFn: () => server.cancelAbsence({ absenceId: absence.id, commandId: newCommandId() }),
    onSuccess: () => {
      absencesMoved()
      notifications.show({ message: t.cancelled })
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  return (
    <li className={classes.line}>
      <div>
        {t.who({ name: staffName, substitute: substituteName })}
        <small>
          {period} {fromDay <= today && <span className={classes.now}>{t.now}</span>} · {t.setBy({ name: setByName })}
        </small>
      </div>
      {mayCancel && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t.cancelOf({ name: staffName, period })}
          loading={cancelling.isPending}
          onClick={() => cancelling.mutate()}
        >
          {t.cancel}
        </Button>
      )}
    </li>
  )
}

const showDay = (day: string) => formatDate(`${day}T00:00:00`)
