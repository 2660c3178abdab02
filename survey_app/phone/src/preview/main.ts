/** The page inside the desk's frame. */

import { dismissOnMove } from '../screens/parts/toast';
import '../styles/app.css';
import { begin } from './begin';

const root = document.getElementById('app');
const told = root?.dataset['told'];
if (root && told !== undefined) {
  dismissOnMove();
  void begin(JSON.parse(told), root);
}
