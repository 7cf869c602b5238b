/** What follows what it names: changes of products reach the orders that name them. */
package orderbakery.related;
