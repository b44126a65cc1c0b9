// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { translateDom } from './translateDom'

const say = (text: string) => ({ Add: 'Добавить', Close: 'Закрыть' })[text]
const settled = () => new Promise((done) => setTimeout(done))

test('what stands there and what comes later is said in the other language, what people wrote is not', async () => {
  const root = document.createElement('main')
  document.body.append(root)
  root.innerHTML = '<p title="Close"> Add </p><b class="written">Add</b>'
  const stop = translateDom(root, say, '.written')
  expect(root.innerHTML).toBe('<p title="Закрыть"> Добавить </p><b class="written">Add</b>')
  root.insertAdjacentHTML('beforeend', '<button aria-label="Close">Add</button>')
  await settled()
  expect(root.querySelector('button')?.outerHTML).toBe('<button aria-label="Закрыть">Добавить</button>')
  root.querySelector('button')?.setAttribute('aria-label', 'Add')
  await settled()
  expect(root.querySelector('button')?.getAttribute('aria-label')).toBe('Добавить')
  stop()
  root.insertAdjacentHTML('beforeend', '<i>Add</i>')
  await settled()
  expect(root.querySelector('i')?.textContent).toBe('Add')
})
