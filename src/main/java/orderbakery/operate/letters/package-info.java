/** Dead and unroutable letters: look at them, send them back, discard them. */
package orderbakery.operate.letters;
