/**
 * Reads JSON that a client sent: rules, the normal form, and every error with its pointer. Pure
 * Java.
 */
package orderbakery.component.form;
