/** A third component, made as CONTRIBUTING tells it: its files, and its name in a list. */
package orderbakery.sample;
