/** The HTTP edge: strict JSON in, problems out, limits. Knows nothing about orders. */
package orderbakery.edge;
