/** The broker and the store that run inside this process when no others are named. */
package orderbakery.embedded;
