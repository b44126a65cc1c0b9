import { AgentsTable } from '../features/supervisor/AgentsTable'
import { WaitingTable } from '../features/supervisor/WaitingTable'
import { supervisorWords } from '../features/supervisor/words'
import { useWords } from '../ui/words'
import classes from './SupervisorScreen.module.css'

export function SupervisorScreen() {
  const t = useWords(supervisorWords)
  return (
    <main className={classes.page}>
      <h1 className={classes.title}>{t.title}</h1>
      <div className={classes.grid}>
        <AgentsTable />
        <WaitingTable />
      </div>
    </main>
  )
}
