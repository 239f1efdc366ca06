/// The operations that networks are made of, one line each.
let operationKinds: [any Op.Type] = [
    Dense.self,
    Normalise.self,
    Activate.self,
    Convolution.self,
    Pool.self,
    Add.self,
    Scatter.self,
    Flatten.self,
]
