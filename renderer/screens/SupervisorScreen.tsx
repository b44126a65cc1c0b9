import { Button } from '@mantine/core'
import { showAbsences } from '../features/absence/AbsenceDialog'
import { absenceWords } from '../features/absence/words'
import { AgentsTable } from '../features/supervisor/AgentsTable'
import { WaitingTable } from '../features/supervisor/WaitingTable'
import { supervisorWords } from '../features/supervisor/words'
import { useWords } from '../ui/words'
import classes from './SupervisorScreen.module.css'

export function SupervisorScreen() {
  const t = useWords(supervisorWords)
  const absences = useWords(absenceWords)
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t.title}</h1>
        <Button variant="default" size="compact-sm" onClick={showAbsences}>
          {absences.title}
        </Button>
      </header>
      <div className={classes.grid}>
        <AgentsTable />
        <WaitingTable />
      </div>
    </main>
  )
}
