/** The page inside the desk's frame. */

import { dismissOnMove } from '../screens/parts/toast';
import '../styles/app.css';
import { begin } from './begin';

const root = document.getElementById('app');
const told = document.getElementById('told');
if (root && told) {
  dismissOnMove();
  void begin(JSON.parse(told.textContent), root);
}
