/**
 * What a component (orders, later products) implements, and the words its steps share. Pure Java.
 */
package orderbakery.component;
