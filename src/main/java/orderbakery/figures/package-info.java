/** How far the stages are: what each has done, what waits for the next one, and for how long. */
package orderbakery.figures;
