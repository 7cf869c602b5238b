/** Spans of OpenTelemetry around the steps of the routes, where traces are wanted. */
package orderbakery.tracing;
