/** All that makes an order: its form, its rules, its commands and its public view. Pure Java. */
package orderbakery.order;
