import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { PublicFrame } from '../features/publicPage/PublicFrame'
import { useWords } from '../ui/words'
import { Apply } from './connection/Apply'
import { Done } from './Done'
import { Form } from './Form'
import { ReadingPage } from './ReadingPage'
import { Start } from './Start'
import { StatusPage } from './StatusPage'
import { portalWords } from './words'

/** «Интернет-приёмная»: one question a screen; the browser's own back button goes one question back. */
export function Portal() {
  const t = useWords(portalWords)
  return (
    <Router hook={useHashLocation}>
      <PublicFrame title={t.title} layout="flow">
        <Switch>
          <Route path="/appeal/:step">{({ step }) => <Form step={step} />}</Route>
          <Route path="/connection" component={Apply} />
          <Route path="/done" component={Done} />
          <Route path="/reading" component={ReadingPage} />
          <Route path="/status" component={StatusPage} />
          <Route component={Start} />
        </Switch>
      </PublicFrame>
    </Router>
  )
}
