/** All that makes a product: its form, its commands and its public view. Pure Java. */
package orderbakery.product;
