/** Turns facts into what clients may see: presentation documents and frames. */
package orderbakery.bake;
