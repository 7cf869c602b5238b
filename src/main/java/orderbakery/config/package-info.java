/** Settings, and the wiring of everything that the routes name. */
package orderbakery.config;
